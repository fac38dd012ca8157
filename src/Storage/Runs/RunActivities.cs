using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Sql;
using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Storage.Runs;

/// <summary>Reads who works on a run. The database does the counting, because followers poll many times a minute.</summary>
public sealed class RunActivities(IStore store)
{
    private const string Measured = "SELECT worker_id, COUNT(*) FROM measurement WHERE run_id = @run GROUP BY worker_id";

    private const string InFlight = "SELECT lease_owner, COUNT(*) FROM work_item WHERE run_id = @run AND state = 'leased' GROUP BY lease_owner";

    private const string Refused =
        "SELECT worker_id, workload, provider, reason FROM refusal WHERE run_id = @run ORDER BY worker_id, workload, provider";

    private readonly string _elsewhere =
        $"SELECT provider, run_id, lease_owner, COUNT(*) FROM work_item WHERE {QueueSql.HeldBy(store.Dialect)} AND run_id <> @run " +
        $"AND {store.Dialect.IsOneOf("provider", "@providers")} GROUP BY provider, run_id, lease_owner ORDER BY COUNT(*) DESC, run_id, lease_owner";

    private readonly WorkerSql _workers = new(store.Dialect);

    private readonly string _open =
        "SELECT workload, provider, COUNT(CASE WHEN state = 'pending' THEN 1 END), " +
        "COUNT(CASE WHEN state = 'pending' AND dispatched_at IS NOT NULL THEN 1 END), COUNT(CASE WHEN state = 'leased' THEN 1 END), " +
        $"COUNT(CASE WHEN state = 'leased' AND lease_until >= {store.Dialect.Now} THEN 1 END) FROM work_item " +
        "WHERE run_id = @run AND state IN ('pending', 'leased') GROUP BY workload, provider";

    public Task<RunActivity> OfAsync(Guid runId, CancellationToken cancellationToken) =>
        store.ReadAsync(session => ReadAsync(session, runId, cancellationToken), cancellationToken);

    private async Task<RunActivity> ReadAsync(SqlSession session, Guid runId, CancellationToken cancellationToken)
    {
        var open = await session.QueryAsync(
            _open,
            [("@run", runId)],
            row => new OpenItems(row.Text(0), row.Text(1), (int)row.Long(2), (int)row.Long(3), (int)row.Long(4), (int)row.Long(5)),
            cancellationToken);
        var measured = await CountsAsync(session, Measured, runId, cancellationToken);
        var inFlight = await CountsAsync(session, InFlight, runId, cancellationToken);
        string[] ids = [.. measured.Keys.Union(inFlight.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var known = (await session.QueryAsync(_workers.Named, [("@workers", ids)], WorkerSql.Read, cancellationToken))
            .ToDictionary(worker => worker.WorkerId);
        var heard = await session.QueryAsync(
            _workers.Recent, [("@age", (long)LiveWorker.HeardWithin.TotalMilliseconds)], WorkerSql.Read, cancellationToken);
        var refused = await session.QueryAsync(
            Refused, [("@run", runId)], row => new Refusal(row.Text(0), row.Text(1), row.Text(2), row.Text(3)), cancellationToken);
        StoredWorker[] live = [.. heard.Where(worker => worker.IsLive)];
        return new RunActivity
        {
            Open = open,
            Workers =
            [
                .. ids.Select(id => new RunWorker(
                    id, known.GetValueOrDefault(id), measured.GetValueOrDefault(id), inFlight.GetValueOrDefault(id))),
            ],
            Live = live,
            Elsewhere = await ElsewhereAsync(session, runId, open, cancellationToken),
            Refusals = [.. refused.Where(refusal => live.Any(worker => worker.WorkerId == refusal.WorkerId))],
        };
    }

    private async Task<IReadOnlyList<InFlightCalls>> ElsewhereAsync(
        SqlSession session, Guid runId, IReadOnlyList<OpenItems> open, CancellationToken cancellationToken)
    {
        string[] idle = [.. open.GroupBy(items => items.Provider).Where(items => items.Any(item => item.Pending > 0) && items.All(item => item.Held == 0)).Select(items => items.Key)];
        return idle.Length == 0
            ? []
            : await session.QueryAsync(
                _elsewhere,
                [("@run", runId), ("@providers", idle)],
                row => new InFlightCalls(row.Text(0), row.Id(1), row.Text(2), (int)row.Long(3)),
                cancellationToken);
    }

    private static async Task<Dictionary<string, int>> CountsAsync(
        SqlSession session, string sql, Guid runId, CancellationToken cancellationToken) =>
        (await session.QueryAsync(sql, [("@run", runId)], row => (Worker: row.Text(0), Count: (int)row.Long(1)), cancellationToken))
        .ToDictionary(row => row.Worker, row => row.Count);
}
