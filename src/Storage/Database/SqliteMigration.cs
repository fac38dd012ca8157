using Microsoft.EntityFrameworkCore;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Database;

/// <summary>
/// Brings the tables of an SQLite file up to date, once, whoever else tries at the same time or was killed at it. An empty file gets
/// the tables from a script of all migrations: at a first start EF's migrator takes longer than everything else.
/// </summary>
internal static class SqliteMigration
{
    // Ours take a tenth of a second.
    private static readonly TimeSpan LongestMigration = TimeSpan.FromSeconds(10);

    private const string Tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'";

    private const string Applied = "SELECT migration_id FROM __EFMigrationsHistory";

    private const string BreakOldLock = "DELETE FROM __EFMigrationsLock WHERE datetime(Timestamp) < datetime('now', @patience)";

    /// <exception cref="StoreException">The file is another program's, or a newer version's.</exception>
    public static async Task ApplyAsync(SqliteStore store, IReadOnlyCollection<string> known, CancellationToken cancellationToken)
    {
        var applied = await store.ReadAsync(session => AppliedAsync(session, store.Path, cancellationToken), cancellationToken);
        if (applied.Except(known, StringComparer.Ordinal).Any())
        {
            throw new StoreException($"store sqlite:{store.Path} was written by a newer version; update Persona.Bench, or name another file");
        }

        if (applied.Count == 0)
        {
            await store.WriteAsync(session => CreateAsync(session, store.Path, cancellationToken), Durability.Crash, cancellationToken);
        }
        else if (applied.Count < known.Count)
        {
            await MigrateAsync(store, cancellationToken);
        }
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

    /// <summary>In one transaction, in which nobody else can have made them.</summary>
    private static async Task<bool> CreateAsync(SqlSession session, string path, CancellationToken cancellationToken)
    {
        if ((await AppliedAsync(session, path, cancellationToken)).Count > 0)
        {
            return false;
        }

        await session.ExecuteAsync(SqliteSchema.Script(), [], cancellationToken);
        return true;
    }

    /// <summary>EF's lock on migrations is a row, which outlives a process that is killed, and EF waits for it without end.</summary>
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
