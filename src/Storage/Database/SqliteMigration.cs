using Microsoft.EntityFrameworkCore;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Database;

/// <summary>
/// Migrates the tables of an SQLite file, once, even if others try at the same time or were killed while migrating. An empty file gets
/// its tables from a script of all migrations: at a first start EF's migrator takes longer than everything else.
/// </summary>
internal static class SqliteMigration
{
    // Ours take a tenth of a second.
    private static readonly TimeSpan LongestMigration = TimeSpan.FromSeconds(10);

    private const string Tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'";

    private const string Applied = "SELECT migration_id FROM __EFMigrationsHistory";

    private const string BreakOldLock = "DELETE FROM __EFMigrationsLock WHERE datetime(Timestamp) < datetime('now', @patience)";

    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="StoreException">The file is another program's, or another version's.</exception>
    public static async Task<int> ApplyAsync(SqliteStore store, IReadOnlyCollection<string> known, CancellationToken cancellationToken)
    {
        var applied = await UsableAsync(store, known, cancellationToken);
        if (applied.Count == 0)
        {
            await store.WriteAsync(session => CreateAsync(session, store.Path, cancellationToken), Durability.Crash, cancellationToken);
        }
        else if (applied.Count < known.Count)
        {
            await MigrateAsync(store, cancellationToken);
        }

        return known.Count - applied.Count;
    }

    /// <exception cref="StoreException">The file is another program's or another version's, or its tables are not up to date.</exception>
    public static async Task RequireCurrentAsync(SqliteStore store, CancellationToken cancellationToken)
    {
        var known = KnownMigrations.For<SqliteBenchDbContext>();
        if ((await UsableAsync(store, known, cancellationToken)).Count < known.Count)
        {
            throw new StoreException($"store {store.Name} is not up to date; run 'persona benchmark migrate' first");
        }
    }

    private static async Task<List<string>> UsableAsync(
        SqliteStore store, IReadOnlyCollection<string> known, CancellationToken cancellationToken)
    {
        var applied = await store.ReadAsync(session => AppliedAsync(session, store.Path, cancellationToken), cancellationToken);
        return KnownMigrations.Problem(applied, known) is { } problem
            ? throw new StoreException($"store {store.Name} {problem}, or name another file")
            : applied;
    }

    private static async Task<List<string>> AppliedAsync(SqlSession session, string path, CancellationToken cancellationToken)
    {
        var tables = await session.QueryAsync(Tables, [], row => row.Text(0), cancellationToken);
        List<string> applied = tables.Contains("__EFMigrationsHistory")
            ? await session.QueryAsync(Applied, [], row => row.Text(0), cancellationToken)
            : [];
        return applied.Count == 0 && tables.Exists(table => !table.StartsWith("__EF", StringComparison.Ordinal))
            ? throw new StoreException($"store sqlite:{path} is the database of another program; name another file")
            : applied;
    }

    /// <summary>In one transaction, so that nobody else can create the tables in between.</summary>
    private static async Task<bool> CreateAsync(SqlSession session, string path, CancellationToken cancellationToken)
    {
        if ((await AppliedAsync(session, path, cancellationToken)).Count > 0)
        {
            return false;
        }

        await session.ExecuteAsync(SqliteSchema.Script(), [], cancellationToken);
        return true;
    }

    /// <summary>EF's lock on migrations is a row, which outlives a killed process, and EF waits for it forever.</summary>
    private static async Task MigrateAsync(SqliteStore store, CancellationToken cancellationToken)
    {
        for (var patience = LongestMigration; ; patience *= 2)
        {
            await store.WriteAsync(session => BreakOldLockAsync(session, cancellationToken), Durability.Crash, cancellationToken);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            waiting.CancelAfter(patience);
            try
            {
                await using var context = store.CreateContext();
                await context.Database.MigrateAsync(waiting.Token);
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // By now the lock is old, or its owner is done.
            }
        }
    }

    private static async Task<bool> BreakOldLockAsync(SqlSession session, CancellationToken cancellationToken)
    {
        var tables = await session.QueryAsync(Tables, [], row => row.Text(0), cancellationToken);
        return tables.Contains("__EFMigrationsLock")
            && await session.ExecuteAsync(BreakOldLock, [("@patience", $"-{LongestMigration.TotalSeconds} seconds")], cancellationToken) > 0;
    }
}
