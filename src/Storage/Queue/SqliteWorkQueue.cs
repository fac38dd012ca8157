using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Queue;

/// <summary>The worker's side of the queue on SQLite.</summary>
public sealed class SqliteWorkQueue(SqliteStore store, TimeProvider time) : IWorkQueue
{
    public Task AnnounceAsync(WorkerAnnouncement worker, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async db =>
            {
                if (!await db.Fingerprints.AnyAsync(row => row.Id == worker.Fingerprint, cancellationToken))
                {
                    var environment = JsonSerializer.Serialize(worker.Environment, StorageJson.Default.EnvironmentFingerprint);
                    db.Fingerprints.Add(new FingerprintRow { Id = worker.Fingerprint, Environment = environment });
                }

                db.Workers.Add(new WorkerRow
                {
                    Id = worker.WorkerId,
                    Fingerprint = worker.Fingerprint,
                    Providers = JsonSerializer.Serialize(worker.Providers, StorageJson.Default.IReadOnlyListString),
                    Slots = worker.Slots,
                    Version = worker.Version,
                    HeartbeatAt = time.GetUtcNow(),
                    State = WorkerState.Ready,
                });
                return true;
            },
            cancellationToken);

    public Task<ClaimedItem?> ClaimAsync(Guid itemId, string workerId, TimeSpan lease, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async db =>
            {
                var claimed = await db.WorkItems.FromSqlRaw(SqliteQueueSql.Claim, itemId, workerId, (long)lease.TotalMilliseconds)
                    .AsNoTracking().ToListAsync(cancellationToken);
                return claimed is [var item]
                    ? new ClaimedItem(item.Id, item.RunId, item.Workload, item.Provider, item.Iteration, item.Attempt)
                    : null;
            },
            cancellationToken);

    public Task<Renewal> RenewAsync(string workerId, IReadOnlyList<Guid> itemIds, TimeSpan lease, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async db =>
            {
                await db.Database.ExecuteSqlRawAsync(SqliteQueueSql.Heartbeat, [workerId], cancellationToken);
                var held = await db.WorkItems.FromSqlRaw(SqliteQueueSql.Renew, workerId, (long)lease.TotalMilliseconds, SqliteIds.Json(itemIds))
                    .AsNoTracking().ToListAsync(cancellationToken);
                var runIds = held.Select(item => item.RunId).Distinct().ToArray();
                var runs = await db.Runs.Where(run => runIds.Contains(run.Id))
                    .ToDictionaryAsync(run => run.Id, run => run.State, cancellationToken);
                return new Renewal(held.ToDictionary(item => item.Id, item => item.Attempt), runs);
            },
            cancellationToken);

    public Task<IReadOnlyList<RecordAnswer>> RecordAsync(IReadOnlyList<Measurement> results, CancellationToken cancellationToken) =>
        store.WriteAsync<IReadOnlyList<RecordAnswer>>(
            async db =>
            {
                var answers = new List<RecordAnswer>(results.Count);
                foreach (var result in results)
                {
                    answers.Add(await RecordAsync(db, result, cancellationToken));
                }

                return answers;
            },
            cancellationToken);

    public Task ReleaseAsync(ReleasedItem item, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async db =>
            {
                var changed = await db.Database.ExecuteSqlRawAsync(
                    SqliteQueueSql.ToPending, [item.Item.ItemId, item.Item.Attempt], cancellationToken);
                if (changed == 1)
                {
                    db.Attempts.Add(new AttemptRow
                    {
                        ItemId = item.Item.ItemId,
                        Attempt = item.Item.Attempt,
                        WorkerId = item.WorkerId,
                        StartedAt = item.StartedAt,
                        EndedAt = time.GetUtcNow(),
                        Outcome = item.Outcome,
                    });
                }

                return changed;
            },
            cancellationToken);

    public Task RetireAsync(string workerId, CancellationToken cancellationToken) =>
        store.WriteAsync(db => db.Database.ExecuteSqlRawAsync(SqliteQueueSql.Retire, [workerId], cancellationToken), cancellationToken);

    private static async Task<RecordAnswer> RecordAsync(BenchDbContext db, Measurement result, CancellationToken cancellationToken)
    {
        if (await db.Database.ExecuteSqlRawAsync(SqliteQueueSql.Done, [result.ItemId, result.Attempt], cancellationToken) == 1)
        {
            db.Measurements.Add(result);
            db.Attempts.Add(RowOf(result, AttemptOutcome.Recorded));
            return RecordAnswer.Recorded;
        }

        var known = await db.Attempts.FindAsync([result.ItemId, result.Attempt], cancellationToken);
        if (known is null && await db.WorkItems.AnyAsync(item => item.Id == result.ItemId, cancellationToken))
        {
            db.Attempts.Add(RowOf(result, AttemptOutcome.Superseded));
        }

        return known?.Outcome == AttemptOutcome.Recorded ? RecordAnswer.Recorded : RecordAnswer.Superseded;
    }

    private static AttemptRow RowOf(Measurement result, AttemptOutcome outcome) => new()
    {
        ItemId = result.ItemId,
        Attempt = result.Attempt,
        WorkerId = result.WorkerId,
        StartedAt = result.StartedAt,
        EndedAt = result.EndedAt,
        Outcome = outcome,
        HttpTries = result.ApiCalls,
    };
}
