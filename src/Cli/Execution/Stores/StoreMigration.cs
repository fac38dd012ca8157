using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Cli.Execution.Stores;

/// <summary>Brings the tables of the configured store up to date.</summary>
internal static class StoreMigration
{
    /// <returns>How many migrations were missing before.</returns>
    /// <exception cref="StoreException">It cannot be reached, is another program's, or one of a newer version.</exception>
    public static Task<int> ApplyAsync(StoreAddress address, CancellationToken cancellationToken) => address switch
    {
        StoreAddress.Sqlite sqlite => OfFileAsync(sqlite.Path, cancellationToken),
        StoreAddress.Postgres postgres => OfServerAsync(postgres, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(address), address, "no such store"),
    };

    private static async Task<int> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        using var store = new SqliteStore(path);
        // A look at a file that is not there would make it, empty.
        var missing = SqliteFile.IsThere(path) ? await MissingAsync(store, cancellationToken) : Known(store);
        await store.MigrateAsync(cancellationToken);
        return missing;
    }

    private static async Task<int> OfServerAsync(StoreAddress.Postgres address, CancellationToken cancellationToken)
    {
        await using var store = new PostgresStore(address.ConnectionString, address.ToString());
        var missing = await MissingAsync(store, cancellationToken);
        await store.MigrateAsync(cancellationToken);
        return missing;
    }

    private static int Known(IStore store)
    {
        using var context = store.CreateContext();
        return context.Database.GetMigrations().Count();
    }

    private static async Task<int> MissingAsync(IStore store, CancellationToken cancellationToken)
    {
        await using var context = store.CreateContext();
        try
        {
            return (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        }
        catch (DbException)
        {
            // The migration itself says what is wrong, with the name of the store.
            return Known(store);
        }
    }
}
