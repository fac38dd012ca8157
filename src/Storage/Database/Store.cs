using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Storage.Database;

/// <summary>Opens the configured store, whatever its database.</summary>
public static class Store
{
    /// <summary>Connects to nothing yet.</summary>
    public static IOwnedStore Create(StoreAddress address) => address switch
    {
        StoreAddress.Sqlite sqlite => new SqliteStore(sqlite.Path),
        StoreAddress.Postgres postgres => new PostgresStore(postgres.ConnectionString, postgres.ToString()),
        _ => throw new ArgumentOutOfRangeException(nameof(address), address, "no such store"),
    };

    /// <summary>
    /// Opens a store for a command. An SQLite file belongs to its user and is brought up to date; a server is shared, and needs
    /// <c>persona benchmark migrate</c>.
    /// </summary>
    /// <returns>Null: an SQLite file that does not exist yet. It is an empty store, and reading does not create it.</returns>
    /// <exception cref="ConfigurationException">The folder of an SQLite file does not exist and would not be created.</exception>
    /// <exception cref="StoreException">It cannot be reached, or its tables are of another version.</exception>
    public static async Task<IOwnedStore?> OpenAsync(StoreAddress address, CancellationToken cancellationToken)
    {
        if (address is StoreAddress.Sqlite sqlite && !SqliteFile.IsThere(sqlite.Path))
        {
            return null;
        }

        var store = Create(address);
        try
        {
            await (address is StoreAddress.Sqlite ? store.MigrateAsync(cancellationToken) : store.RequireCurrentAsync(cancellationToken));
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates the tables of a store, or brings them up to date.</summary>
    /// <inheritdoc cref="IOwnedStore.MigrateAsync"/>
    public static async Task<int> MigrateAsync(StoreAddress address, CancellationToken cancellationToken)
    {
        await using var store = Create(address);
        return await store.MigrateAsync(cancellationToken);
    }
}
