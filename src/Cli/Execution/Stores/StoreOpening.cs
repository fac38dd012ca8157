using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Cli.Execution.Stores;

/// <summary>Opens the configured store, whatever its database; the one place of the command line that does.</summary>
internal static class StoreOpening
{
    /// <returns>Null: an SQLite file that does not exist yet, which is an empty store; looking does not make it.</returns>
    /// <exception cref="Core.Configuration.ConfigurationException">An SQLite file in a folder that is not there, and would not be made.</exception>
    /// <exception cref="StoreException">It cannot be reached, or its tables are of another version.</exception>
    public static Task<OpenedStore?> OpenAsync(StoreAddress address, CancellationToken cancellationToken) => address switch
    {
        StoreAddress.Sqlite sqlite => OpenFileAsync(sqlite.Path, cancellationToken),
        StoreAddress.Postgres postgres => OpenServerAsync(postgres, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(address), address, "no such store"),
    };

    // A file belongs to who uses it, and is brought up to date; a server is shared, and left to 'migrate'.
    private static async Task<OpenedStore?> OpenFileAsync(string path, CancellationToken cancellationToken)
    {
        if (!SqliteFile.IsThere(path))
        {
            return null;
        }

        var store = new SqliteStore(path);
        await store.MigrateAsync(cancellationToken);
        return new OpenedStore(store, $"sqlite:{path}", () =>
        {
            store.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<OpenedStore?> OpenServerAsync(StoreAddress.Postgres address, CancellationToken cancellationToken)
    {
        var store = new PostgresStore(address.ConnectionString, address.ToString());
        try
        {
            await store.RequireCurrentAsync(cancellationToken);
            return new OpenedStore(store, store.Name, store.DisposeAsync);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }
}
