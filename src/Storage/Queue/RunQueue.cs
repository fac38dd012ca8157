using System.Text.Json;
using Persona.Bench.Core;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Queue;

/// <summary>The coordinator's side of the queue.</summary>
public sealed class RunQueue(IStore store, TimeProvider time) : IRunQueue
{
    private readonly QueueSql _sql = new(store.Dialect);
    private readonly LostAttempts _lost = new(new QueueSql(store.Dialect), time);
    private readonly RunCancellation _cancellation = new(new QueueSql(store.Dialect), time);

    public Task<bool> PlanAsync(PlannedRun run, CancellationToken cancellationToken)
    {
        var row = RunRows.From(run, time.GetUtcNow());
        return store.WriteAsync(
            async session =>
            {
                if (await session.QueryAsync(_sql.SpecHash, [("@run", run.RunId)], stored => stored.Text(0), cancellationToken) is [var hash])
                {
                    return hash == row.SpecHash
                        ? false
                        : throw new InvalidOperationException($"run {run.RunId} is already stored with a different definition");
                }

                await session.InsertAsync(RowTables.Run, [row], cancellationToken);
                await session.InsertAsync(RowTables.WorkItem, [.. run.Items.Select(item => RunRows.From(run.RunId, item))], cancellationToken);
                return true;
            },
            Durability.PowerCut,
            cancellationToken);
    }

    public Task<bool> StartAsync(Guid runId, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(_sql.ForgetHints, [("@run", runId)], cancellationToken);
                return await session.ExecuteAsync(_sql.Start, [("@run", runId)], cancellationToken) == 1;
            },
            Durability.Crash,
            cancellationToken);

    public Task<IReadOnlyList<DispatchedBlock>> DispatchAsync(
        Guid runId, int inFlight, int atLeast, IReadOnlyList<string> providers, CancellationToken cancellationToken) =>
        store.WriteAsync<IReadOnlyList<DispatchedBlock>>(
            async session =>
            {
                await LockAsync(session, runId, cancellationToken);
                if (await session.QueryAsync(_sql.FirstOpenWorkload, [("@run", runId)], row => row.Text(0), cancellationToken) is not [var workload])
                {
                    return [];
                }

                var underWay = (await session.QueryAsync(
                    _sql.BlocksInFlight, [("@run", runId)], row => row.Long(0), cancellationToken))[0];
                // Refilled once half or fewer are left: a commit per finished block would cost more than the hint.
                var blocks = Math.Max(atLeast, underWay > inFlight / 2 ? 0 : inFlight - underWay);
                return blocks == 0 ? [] : await MarkAsync(session, runId, workload, blocks, providers, cancellationToken);
            },
            Durability.Crash,
            cancellationToken);

    public Task UndispatchAsync(IReadOnlyList<Guid> itemIds, CancellationToken cancellationToken) =>
        store.WriteAsync(
            session => session.ExecuteAsync(_sql.Undispatch, [("@items", itemIds)], cancellationToken), Durability.Crash, cancellationToken);

    public Task<Reconciled> ReconcileAsync(Guid runId, TimeSpan staleAfter, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LockAsync(session, runId, cancellationToken);
                var expired = await session.QueryAsync(_sql.Expired, [("@run", runId)], LeasedItem.Read, cancellationToken);
                var givenUp = 0;
                foreach (var item in expired)
                {
                    givenUp += await _lost.EndAsync(session, item, mayGiveUp: true, cancellationToken) ? 1 : 0;
                }

                var hints = await session.ExecuteAsync(
                    _sql.ForgetStaleHints, [("@run", runId), ("@age", (long)staleAfter.TotalMilliseconds)], cancellationToken);
                return new Reconciled(expired.Count - givenUp, givenUp, hints);
            },
            Durability.Crash,
            cancellationToken);

    public Task ForgetHintsAsync(Guid runId, CancellationToken cancellationToken) =>
        store.WriteAsync(
            session => session.ExecuteAsync(_sql.ForgetHints, [("@run", runId)], cancellationToken), Durability.Crash, cancellationToken);

    public Task<int> ReleaseLostAsync(Guid runId, string workerId, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var lost = await session.QueryAsync(_sql.LostLeases, [("@run", runId), ("@worker", workerId)], LeasedItem.Read, cancellationToken);
                foreach (var item in lost)
                {
                    await _lost.EndAsync(session, item, mayGiveUp: false, cancellationToken);
                }

                return lost.Count;
            },
            Durability.Crash,
            cancellationToken);

    public Task<IReadOnlyList<string>> LeaseOwnersAsync(Guid runId, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<string>>(
            async session => await session.QueryAsync(_sql.LeaseOwners, [("@run", runId)], row => row.Text(0), cancellationToken), cancellationToken);

    public Task<bool> CompleteAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                if (await session.ExecuteAsync(_sql.Complete, [("@run", runId), ("@state", SnakeCase.Format(outcome.State))], cancellationToken) != 1)
                {
                    return false;
                }

                await session.InsertAsync(RowTables.RunMetric, [.. outcome.Series.SelectMany(series => RunRows.From(runId, series))], cancellationToken);
                return true;
            },
            Durability.PowerCut,
            cancellationToken);

    public Task<IReadOnlyList<OpenRun>> OpenRunsAsync(CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<OpenRun>>(
            async session => await session.QueryAsync(_sql.OpenRuns, [], row => new OpenRun(row.Id(0), row.Enum<RunState>(1)), cancellationToken),
            cancellationToken);

    public Task<IReadOnlyList<LiveWorker>> LiveWorkersAsync(CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<LiveWorker>>(
            async session => await session.QueryAsync(
                _sql.LiveWorkers, [("@age", (long)LiveWorker.HeardWithin.TotalMilliseconds)], LiveWorkerOf, cancellationToken),
            cancellationToken);

    public Task<RunState?> CancelAsync(Guid runId, bool now, CancellationToken cancellationToken) =>
        store.WriteAsync(session => _cancellation.ApplyAsync(session, runId, now, cancellationToken), Durability.PowerCut, cancellationToken);

    public Task StopAsync(Guid runId, CancellationToken cancellationToken) =>
        store.WriteAsync(session => session.ExecuteAsync(_sql.Stop, [("@run", runId)], cancellationToken), Durability.PowerCut, cancellationToken);

    public Task<bool> IsDrainedAsync(Guid runId, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async session => await session.QueryAsync(_sql.IsDrained, [("@run", runId)], _ => true, cancellationToken) is [true], cancellationToken);

    private Task<List<string>> LockAsync(SqlSession session, Guid runId, CancellationToken cancellationToken) =>
        session.QueryAsync(_sql.LockRun, [("@run", runId)], row => row.Text(0), cancellationToken);

    private static LiveWorker LiveWorkerOf(SqlRow row) =>
        new(row.Text(0), JsonSerializer.Deserialize(row.Text(1), StorageJson.Default.IReadOnlyListString)!, row.Integer(2));

    private async Task<IReadOnlyList<DispatchedBlock>> MarkAsync(
        SqlSession session, Guid runId, string workload, long blocks, IReadOnlyList<string> providers, CancellationToken cancellationToken)
    {
        var marked = await session.QueryAsync(
            _sql.MarkDispatched,
            [("@run", runId), ("@workload", workload), ("@blocks", blocks), ("@providers", providers)],
            row => (Block: row.Integer(0), Position: row.Integer(1), Workload: row.Text(2), Item: new DispatchedItem(row.Id(3), row.Text(4))),
            cancellationToken);
        return
        [
            .. marked.OrderBy(item => (item.Block, item.Position)).GroupBy(item => item.Block)
                .Select(block => new DispatchedBlock(block.Key, block.First().Workload, [.. block.Select(item => item.Item)])),
        ];
    }
}
