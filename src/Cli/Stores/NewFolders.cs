using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Folders;
using Persona.Bench.Storage.Database;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Cli.Stores;

/// <summary>Makes the folders that a run on this machine writes into, and says of those that nobody expects.</summary>
internal static class NewFolders
{
    private const string Baselines = "baselines";

    /// <exception cref="ConfigurationException">More than the last folder of a path is missing.</exception>
    /// <exception cref="StoreException">The store's cannot be made.</exception>
    public static void Make(BenchConfiguration configuration, TextWriter error)
    {
        MakeForStore(configuration.Store, error);
        // A file in its place is for the worker to say.
        Say(Path.Exists(configuration.SpoolDirectory) ? null : SpoolFolder.Create(configuration.SpoolDirectory), error);
    }

    /// <inheritdoc cref="Make"/>
    public static void MakeForStore(StoreAddress store, TextWriter error)
    {
        if (store is StoreAddress.Sqlite sqlite)
        {
            Say(SqlitePlace.MakeFolder(sqlite.Path), error);
        }
    }

    /// <param name="made">What was made; null: nothing.</param>
    /// <param name="error">Progress.</param>
    public static void Say(string? made, TextWriter error)
    {
        if (made is not null && !IsExpected(made))
        {
            error.WriteLine($"created folder {Path.GetRelativePath(Directory.GetCurrentDirectory(), made)}");
        }
    }

    // Those of the documentation's first minute.
    private static bool IsExpected(string made) =>
        made.Split(Path.DirectorySeparatorChar).Contains(NewFolder.Own) || Path.GetFileName(made) == Baselines;
}
