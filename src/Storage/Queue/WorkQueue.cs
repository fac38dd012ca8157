using System.Text.Json;
using Persona.Bench.Core;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Queue;

/// <summary>The worker's side of the queue.</summary>
public sealed class WorkQueue(IStore store, TimeProvider time) : IWorkQueue
{
    private readonly QueueSql _sql = new(store.Dialect);

    public async Task<Guid> StoreIdentityAsync(CancellationToken cancellationToken) =>
        await store.ReadAsync(session => IdentityAsync(session, cancellationToken), cancellationToken)
        ?? await store.WriteAsync(
            async session =>
            {
                // If two processes generate one concurrently, the second keeps the first's.
                await session.ExecuteAsync(_sql.DrawIdentity, [("@identity", Guid.NewGuid())], cancellationToken);
                return (await IdentityAsync(session, cancellationToken))!.Value;
            },
            Durability.PowerCut,
            cancellationToken);

    public Task RegisterAsync(WorkerRegistration worker, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var environment = JsonSerializer.Serialize(worker.Environment, StorageJson.Default.EnvironmentFingerprint);
                await session.ExecuteAsync(_sql.AddFingerprint, [("@id", worker.Fingerprint), ("@environment", environment)], cancellationToken);
                await session.InsertAsync(RowTables.Worker, [RowOf(worker, environment)], cancellationToken);
                // The database's clock decides which workers are alive.
                await session.ExecuteAsync(_sql.Heartbeat, [("@worker", worker.WorkerId)], cancellationToken);
                return true;
            },
            Durability.Crash,
            cancellationToken);

    public Task<IReadOnlyList<ClaimAnswer>> ClaimAsync(
        string workerId, TimeSpan lease, IReadOnlyList<ItemClaim> claims, CancellationToken cancellationToken) => store.WriteAsync(
        session => new ItemClaiming(_sql).ApplyAsync(session, workerId, lease, claims, cancellationToken), Durability.Crash, cancellationToken);

    public Task<IReadOnlyList<MarkedItem>> MarkedAsync(Guid runId, IReadOnlyList<string> providers, int most, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<MarkedItem>>(
            async session => await session.QueryAsync(
                _sql.Marked,
                [("@run", runId), ("@providers", providers), ("@most", most)],
                row => new MarkedItem(row.Id(0), row.Id(1), row.Text(2), row.Text(3)),
                cancellationToken),
            cancellationToken);

    public Task ReturnHintsAsync(IReadOnlyList<Guid> itemIds, CancellationToken cancellationToken) => store.WriteAsync(
        session => session.ExecuteAsync(_sql.Undispatch, [("@items", itemIds)], cancellationToken), Durability.Crash, cancellationToken);

    public Task RefuseAsync(string workerId, SeriesKey part, string reason, CancellationToken cancellationToken) => store.WriteAsync(
        session => session.ExecuteAsync(_sql.Refuse, [.. Named(workerId, part), ("@reason", reason)], cancellationToken), Durability.Crash, cancellationToken);

    public Task WithdrawRefusalAsync(string workerId, SeriesKey part, CancellationToken cancellationToken) => store.WriteAsync(
        session => session.ExecuteAsync(_sql.WithdrawRefusal, Named(workerId, part), cancellationToken), Durability.Crash, cancellationToken);

    public Task TellWarmUpsAsync(WarmUpTotal total, CancellationToken cancellationToken) => store.WriteAsync(
        session => session.ExecuteAsync(
            _sql.TellWarmUps,
            [.. Named(total.WorkerId, total.Part), ("@calls", total.Taken.Calls), ("@cost", total.Taken.CostUsd)],
            cancellationToken),
        Durability.Crash,
        cancellationToken);

    public Task<TimeSpan> ReserveCallAsync(string provider, int requestsPerMinute, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var gap = TimeSpan.FromMinutes(1) / requestsPerMinute;
                var turns = await session.QueryAsync(
                    _sql.NextTurn, [("@provider", provider), ("@gap", Milliseconds(gap))], row => row.Instant(0) - row.Instant(1) - gap, cancellationToken);
                return turns[0];
            },
            Durability.Crash,
            cancellationToken);

    public Task<Renewal> RenewAsync(string workerId, IReadOnlyList<Guid> itemIds, TimeSpan lease, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(_sql.Heartbeat, [("@worker", workerId)], cancellationToken);
                var held = await session.QueryAsync(
                    _sql.Renew, [("@worker", workerId), ("@lease", Milliseconds(lease)), ("@items", itemIds)], LeasedItem.Read, cancellationToken);
                return new Renewal(held.ToDictionary(leased => leased.Item.ItemId, leased => leased.Item.Attempt));
            },
            Durability.Crash,
            cancellationToken);

    public Task<IReadOnlyList<RecordAnswer>> RecordAsync(IReadOnlyList<Measurement> results, CancellationToken cancellationToken) =>
        store.WriteAsync(session => RecordAsync(session, results, cancellationToken), Durability.PowerCut, cancellationToken);

    public Task ReleaseAsync(ReleasedItem item, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var changed = await session.ExecuteAsync(
                    _sql.ToPending, [("@item", item.Item.ItemId), ("@attempt", item.Item.Attempt)], cancellationToken);
                if (changed == 1)
                {
                    await session.InsertAsync(RowTables.Attempt, [RowOf(item)], cancellationToken);
                }

                return changed;
            },
            Durability.Crash,
            cancellationToken);

    public Task DeregisterAsync(string workerId, WorkerState state, CancellationToken cancellationToken) => store.WriteAsync(
        session => session.ExecuteAsync(_sql.Leave, [("@worker", workerId), ("@state", SnakeCase.Format(state))], cancellationToken),
        Durability.Crash,
        cancellationToken);

    private async Task<IReadOnlyList<RecordAnswer>> RecordAsync(SqlSession session, IReadOnlyList<Measurement> results, CancellationToken cancellationToken)
    {
        // A replayed spool may contain a line twice.
        Measurement[] unique = [.. results.DistinctBy(AttemptOf)];
        // Matched by attempt, not by item: of two attempts at one item, only the one that holds the fence counts.
        var done = (await session.QueryAsync(_sql.Done, Attempts(unique), row => (row.Id(0), row.Integer(1)), cancellationToken)).ToHashSet();
        Measurement[] recorded = [.. unique.Where(result => done.Contains(AttemptOf(result)))];
        await session.InsertAsync(MeasurementTable.Table, recorded, cancellationToken);
        await session.InsertAsync(RowTables.Attempt, [.. recorded.Select(result => RowOf(result, AttemptOutcome.Recorded))], cancellationToken);
        var late = recorded.Length == unique.Length
            ? []
            : await SupersedeAsync(session, [.. unique.Where(result => !done.Contains(AttemptOf(result)))], cancellationToken);
        return [.. results.Select(result => done.Contains(AttemptOf(result)) ? RecordAnswer.Recorded : late[AttemptOf(result)])];
    }

    /// <summary>Records late results as superseded, once each.</summary>
    private async Task<Dictionary<(Guid Item, int Attempt), RecordAnswer>> SupersedeAsync(
        SqlSession session, IReadOnlyList<Measurement> late, CancellationToken cancellationToken)
    {
        var known = await session.QueryAsync(
            _sql.OutcomesOf, Attempts(late), row => (Item: row.Id(0), Attempt: row.Integer(1), Outcome: row.Enum<AttemptOutcome>(2)), cancellationToken);
        Guid[] items = [.. late.Select(result => result.ItemId).Distinct()];
        var existing = (await session.QueryAsync(_sql.ItemsThatExist, [("@items", items)], row => row.Id(0), cancellationToken)).ToHashSet();
        var noted = known.Select(attempt => (attempt.Item, attempt.Attempt)).ToHashSet();
        var unknown = late.Where(result => existing.Contains(result.ItemId) && !noted.Contains(AttemptOf(result)));
        await session.InsertAsync(RowTables.Attempt, [.. unknown.Select(result => RowOf(result, AttemptOutcome.Superseded))], cancellationToken);
        var earlier = known.Where(attempt => attempt.Outcome == AttemptOutcome.Recorded).Select(attempt => (attempt.Item, attempt.Attempt)).ToHashSet();
        return late.ToDictionary(AttemptOf, result => (earlier.Contains(AttemptOf(result)), existing.Contains(result.ItemId)) switch
        {
            (true, _) => RecordAnswer.Recorded,
            (_, true) => RecordAnswer.Superseded,
            _ => RecordAnswer.Unknown,
        });
    }

    private async Task<Guid?> IdentityAsync(SqlSession session, CancellationToken cancellationToken) =>
        await session.QueryAsync(_sql.Identity, [], row => row.Id(0), cancellationToken) is [var identity] ? identity : null;

    private static (Guid Item, int Attempt) AttemptOf(Measurement result) => (result.ItemId, result.Attempt);

    private static (string Name, object? Value)[] Attempts(IReadOnlyList<Measurement> results) =>
        [("@items", results.Select(result => result.ItemId).ToArray()), ("@attempts", results.Select(result => result.Attempt).ToArray())];

    private static (string Name, object? Value)[] Named(string workerId, SeriesKey part) =>
        [("@run", part.RunId), ("@worker", workerId), ("@workload", part.Workload), ("@provider", part.Provider)];

    private WorkerRow RowOf(WorkerRegistration worker, string environment) => new()
    {
        Id = worker.WorkerId,
        Fingerprint = worker.Fingerprint,
        Environment = environment,
        Providers = JsonSerializer.Serialize(worker.Providers, StorageJson.Default.IReadOnlyListString),
        Slots = worker.Slots,
        Labels = JsonSerializer.Serialize(worker.Labels, StorageJson.Default.IReadOnlyDictionaryStringString),
        Version = worker.Version,
        HeartbeatAt = time.GetUtcNow(),
        State = WorkerState.Ready,
    };

    private AttemptRow RowOf(ReleasedItem item) => new()
    {
        ItemId = item.Item.ItemId,
        Attempt = item.Item.Attempt,
        WorkerId = item.WorkerId,
        StartedAt = item.StartedAt,
        EndedAt = time.GetUtcNow(),
        Outcome = item.Outcome,
    };

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

    private static long Milliseconds(TimeSpan duration) => (long)duration.TotalMilliseconds;
}
