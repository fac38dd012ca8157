using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Queue;

/// <summary>The coordinator's side of the queue on SQLite.</summary>
public sealed class SqliteRunQueue(SqliteStore store, TimeProvider time) : IRunQueue
{
    /// <summary>An item whose lease runs out for the third time is given up.</summary>
    private const int LastAttempt = 3;

    public Task<bool> PlanAsync(PlannedRun run, CancellationToken cancellationToken)
    {
        var spec = JsonSerializer.Serialize(run.Spec, StorageJson.Default.RunSpec);
        var specHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spec)));
        return store.WriteAsync(
            async db =>
            {
                if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == run.RunId, cancellationToken) is { } known)
                {
                    return known.SpecHash == specHash
                        ? false
                        : throw new InvalidOperationException($"run {run.RunId} is stored already, with another definition");
                }

                db.Runs.Add(RowOf(run, spec, specHash));
                db.WorkItems.AddRange(run.Items.Select(item => RowOf(run.RunId, item)));
                return true;
            },
            cancellationToken);
    }

    public Task<bool> StartAsync(Guid runId, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async db =>
            {
                await db.Database.ExecuteSqlRawAsync(SqliteQueueSql.ForgetHints, [runId], cancellationToken);
                return await db.Database.ExecuteSqlRawAsync(SqliteQueueSql.Start, [runId], cancellationToken) == 1;
            },
            cancellationToken);

    public Task<IReadOnlyList<DispatchedBlock>> DispatchAsync(Guid runId, int inFlight, CancellationToken cancellationToken) =>
        store.WriteAsync<IReadOnlyList<DispatchedBlock>>(
            async db =>
            {
                var workload = (await db.Database.SqlQueryRaw<string>(SqliteQueueSql.FirstOpenWorkload, runId).ToListAsync(cancellationToken)).FirstOrDefault();
                if (workload is null)
                {
                    return [];
                }

                var underWay = (await db.Database.SqlQueryRaw<int>(SqliteQueueSql.BlocksInFlight, runId, workload).ToListAsync(cancellationToken))[0];
                if (underWay >= inFlight)
                {
                    return [];
                }

                var marked = await db.WorkItems.FromSqlRaw(SqliteQueueSql.MarkDispatched, runId, workload, inFlight - underWay)
                    .AsNoTracking().ToListAsync(cancellationToken);
                return [.. marked.GroupBy(item => item.Block).OrderBy(block => block.Key).Select(BlockOf)];
            },
            cancellationToken);

    public Task UndispatchAsync(IReadOnlyList<Guid> itemIds, CancellationToken cancellationToken) =>
        store.WriteAsync(db => db.Database.ExecuteSqlRawAsync(SqliteQueueSql.Undispatch, [SqliteIds.Json(itemIds)], cancellationToken), cancellationToken);

    public Task<Reconciled> ReconcileAsync(Guid runId, TimeSpan staleAfter, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async db =>
            {
                var expired = await db.WorkItems.FromSqlRaw(SqliteQueueSql.Expired, runId).AsNoTracking().ToListAsync(cancellationToken);
                var givenUp = 0;
                foreach (var item in expired)
                {
                    givenUp += await EndLostAttemptAsync(db, item, mayGiveUp: true, cancellationToken) ? 1 : 0;
                }

                var hints = await db.Database.ExecuteSqlRawAsync(
                    SqliteQueueSql.ForgetStaleHints, [runId, (long)staleAfter.TotalMilliseconds], cancellationToken);
                return new Reconciled(expired.Count - givenUp, givenUp, hints);
            },
            cancellationToken);

    public Task<int> ReleaseLostAsync(Guid runId, string workerId, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async db =>
            {
                var lost = await db.WorkItems.FromSqlRaw(SqliteQueueSql.LostLeases, runId, workerId).AsNoTracking().ToListAsync(cancellationToken);
                foreach (var item in lost)
                {
                    await EndLostAttemptAsync(db, item, mayGiveUp: false, cancellationToken);
                }

                return lost.Count;
            },
            cancellationToken);

    public Task<IReadOnlyList<string>> LeaseOwnersAsync(Guid runId, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<string>>(async db =>
            await db.WorkItems.Where(item => item.RunId == runId && item.State == ItemState.Leased)
                .Select(item => item.LeaseOwner!).Distinct().ToListAsync(cancellationToken));

    public Task<bool> CompleteAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async db =>
            {
                if (await db.Database.ExecuteSqlRawAsync(SqliteQueueSql.Complete, [runId, SnakeCase.Of(outcome.State)], cancellationToken) != 1)
                {
                    return false;
                }

                db.RunMetrics.AddRange(outcome.Series.SelectMany(series => RowsOf(runId, series)));
                return true;
            },
            cancellationToken);

    public Task StopAsync(Guid runId, CancellationToken cancellationToken) =>
        store.WriteAsync(db => db.Database.ExecuteSqlRawAsync(SqliteQueueSql.Stop, [runId], cancellationToken), cancellationToken);

    public Task<bool> IsDrainedAsync(Guid runId, CancellationToken cancellationToken) =>
        store.ReadAsync(async db =>
            await db.Runs.AnyAsync(run => run.Id == runId && run.State == RunState.Running, cancellationToken)
            && !await db.WorkItems.AnyAsync(
                item => item.RunId == runId && (item.State == ItemState.Pending || item.State == ItemState.Leased), cancellationToken));

    /// <returns>True when the item was given up.</returns>
    private async Task<bool> EndLostAttemptAsync(BenchDbContext db, WorkItemRow item, bool mayGiveUp, CancellationToken cancellationToken)
    {
        var giveUp = mayGiveUp && item.Attempt >= LastAttempt;
        var sql = giveUp ? SqliteQueueSql.ToFailed : SqliteQueueSql.ToPending;
        if (await db.Database.ExecuteSqlRawAsync(sql, [item.Id, item.Attempt], cancellationToken) != 1)
        {
            return false;
        }

        var now = time.GetUtcNow();
        db.Attempts.Add(new AttemptRow
        {
            ItemId = item.Id,
            Attempt = item.Attempt,
            WorkerId = item.LeaseOwner!,
            EndedAt = now,
            Outcome = AttemptOutcome.Lost,
        });
        if (giveUp)
        {
            db.Measurements.Add(await WorkerLostAsync(db, item, now, cancellationToken));
        }

        return giveUp;
    }

    private static async Task<Measurement> WorkerLostAsync(BenchDbContext db, WorkItemRow item, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fingerprint = await db.Workers.Where(worker => worker.Id == item.LeaseOwner)
            .Select(worker => worker.Fingerprint).SingleOrDefaultAsync(cancellationToken);
        return new Measurement
        {
            ItemId = item.Id,
            RunId = item.RunId,
            Workload = item.Workload,
            Provider = item.Provider,
            Iteration = item.Iteration,
            Attempt = item.Attempt,
            WorkerId = item.LeaseOwner!,
            Fingerprint = fingerprint ?? "",
            StartedAt = now,
            EndedAt = now,
            Outcome = IterationOutcome.Failed,
            ErrorKind = ErrorKind.WorkerLost,
            ErrorDetail = $"the worker was lost {item.Attempt} times during this iteration",
            PersonasRequested = 0,
        };
    }

    private RunRow RowOf(PlannedRun run, string spec, string specHash) => new()
    {
        Id = run.RunId,
        Name = run.Spec.Name,
        Spec = spec,
        SpecHash = specHash,
        State = RunState.Planned,
        PersonaVersion = run.Spec.PersonaVersion,
        GitCommit = run.Spec.GitCommit,
        CreatedAt = time.GetUtcNow(),
        RequestedBy = run.RequestedBy,
    };

    private static WorkItemRow RowOf(Guid runId, PlannedItem item) => new()
    {
        Id = Guid.CreateVersion7(),
        RunId = runId,
        Workload = item.Workload,
        Provider = item.Provider,
        Iteration = item.Iteration,
        Block = item.Block,
        Position = item.Position,
    };

    private static DispatchedBlock BlockOf(IGrouping<int, WorkItemRow> block) =>
        new(block.Key, block.First().Workload, [.. block.OrderBy(item => item.Position).Select(item => new DispatchedItem(item.Id, item.Provider))]);

    private static IEnumerable<RunMetricRow> RowsOf(Guid runId, SeriesMetrics series) =>
        series.Metrics.Select(metric => new RunMetricRow
        {
            RunId = runId,
            Workload = series.Workload,
            Provider = series.Provider,
            Metric = metric.Metric,
            Value = metric.Value,
            Lower = metric.Interval?.Lower,
            Upper = metric.Interval?.Upper,
            N = metric.Count,
        });
}
