using Persona.Bench.Cli.Shell.Output;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Database;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Cli.Execution.Stores;

/// <summary>Creates the folders that a run on this machine writes into, and reports unexpected ones.</summary>
internal static class NewFolders
{
    /// <exception cref="ConfigurationException">More than the last folder of a path is missing.</exception>
    /// <exception cref="StoreException">The store's folder cannot be created.</exception>
    public static void Make(BenchConfiguration configuration, TextWriter error)
    {
        MakeForStore(configuration.Store, error);
        // If a file is in its place, the worker reports it.
        FolderNotice.Write(Path.Exists(configuration.SpoolDirectory) ? null : SpoolFolder.Create(configuration.SpoolDirectory), error);
    }

    /// <inheritdoc cref="Make"/>
    public static void MakeForStore(StoreAddress store, TextWriter error)
    {
        if (store is StoreAddress.Sqlite sqlite)
        {
            FolderNotice.Write(SqliteFile.MakeFolder(sqlite.Path), error);
        }
    }
}
