using Microsoft.EntityFrameworkCore;

namespace Persona.Bench.Storage.Database;

/// <summary>Brings the tables of an SQLite file up to date, once, whoever else tries at the same time or was killed at it.</summary>
internal static class SqliteMigration
{
    // Ours take a tenth of a second.
    private static readonly TimeSpan LongestMigration = TimeSpan.FromSeconds(10);

    private const string OwnTables =
        "SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT LIKE '~_~_EF%' ESCAPE '~'";

    private const string LockTables = "SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'";

    private const string BreakOldLock = "DELETE FROM __EFMigrationsLock WHERE datetime(Timestamp) < datetime('now', {0})";

    /// <exception cref="StoreException">The file is another program's, or a newer version's.</exception>
    public static async Task ApplyAsync(BenchDbContext context, string path, CancellationToken cancellationToken)
    {
        // Before the migrations: those of a process that is just making the store come with their tables, in one commit.
        var tables = await CountAsync(context, OwnTables, cancellationToken);
        var known = context.Database.GetMigrations().ToArray();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToArray();
        if (applied.Except(known, StringComparer.Ordinal).Any())
        {
            throw new StoreException($"store sqlite:{path} was written by a newer version; update Persona.Bench, or name another file");
        }

        if (applied.Length == 0 && tables > 0)
        {
            throw new StoreException($"store sqlite:{path} is the database of another program; name another file");
        }

        if (applied.Length < known.Length)
        {
            await MigrateAsync(context, cancellationToken);
        }
    }

    /// <summary>EF's lock on migrations is a row, which outlives a process that is killed, and EF waits for it without end.</summary>
    private static async Task MigrateAsync(BenchDbContext context, CancellationToken cancellationToken)
    {
        for (var patience = LongestMigration; ; patience *= 2)
        {
            if (await CountAsync(context, LockTables, cancellationToken) > 0)
            {
                await context.Database.ExecuteSqlRawAsync(BreakOldLock, [$"-{LongestMigration.TotalSeconds} seconds"], cancellationToken);
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            waiting.CancelAfter(patience);
            try
            {
                await context.Database.MigrateAsync(waiting.Token);
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // By now the lock is old, or its owner is done.
            }
        }
    }

    private static async Task<int> CountAsync(BenchDbContext context, string sql, CancellationToken cancellationToken) =>
        (await context.Database.SqlQueryRaw<int>(sql).ToListAsync(cancellationToken))[0];
}
