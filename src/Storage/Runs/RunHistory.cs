using System.Text.Json;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Runs;

/// <summary>Queries over runs, the same on every database.</summary>
public sealed class RunHistory(IStore store, TimeProvider time) : IRunHistory
{
    private const string Spec = "SELECT spec FROM run WHERE id = @run";

    private const string Measurements = "WHERE run_id = @run ORDER BY started_at, iteration";

    // A fingerprint's environment is that of the first worker with it, perhaps from another run and from a system since updated.
    private const string Workers =
        "SELECT part.worker_id, part.fingerprint, part.measured, COALESCE(worker.environment, fingerprint.environment) FROM " +
        "(SELECT worker_id, fingerprint, COUNT(*) AS measured FROM measurement WHERE run_id = @run GROUP BY worker_id, fingerprint) part " +
        "LEFT JOIN worker ON worker.id = part.worker_id AND worker.fingerprint = part.fingerprint " +
        "LEFT JOIN fingerprint ON fingerprint.id = part.fingerprint ORDER BY part.measured DESC, part.worker_id, part.fingerprint";

    private const string WarmUps =
        "SELECT workload, provider, SUM(calls), CASE WHEN COUNT(cost_usd) = COUNT(*) THEN SUM(cost_usd) END FROM warm_up WHERE run_id = @run " +
        "GROUP BY workload, provider";

    private const string Completed =
        "SELECT id, spec, created_at FROM run WHERE state = 'completed' AND persona_version = @version ORDER BY created_at DESC, id DESC LIMIT @last";

    private const string Metrics =
        "SELECT workload, provider, metric, value, lower, upper FROM run_metric WHERE run_id = @run AND value IS NOT NULL";

    private const string Names = "SELECT id, name FROM run ORDER BY created_at DESC, id DESC";

    public Task<RunSpec?> SpecAsync(Guid runId, CancellationToken cancellationToken) => store.ReadAsync(
        async session => (await session.QueryAsync(Spec, [("@run", runId)], row => SpecOf(row.Text(0)), cancellationToken)).SingleOrDefault(),
        cancellationToken);

    public Task<StoredRun?> FindAsync(Guid runId, CancellationToken cancellationToken) => store.ReadAsync(
        async session => (await session.QueryAsync(StoredRunSql.One, [("@run", runId)], StoredRunSql.Read, cancellationToken)).SingleOrDefault(),
        cancellationToken);

    public Task<IReadOnlyList<StoredRun>> ListAsync(int last, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<StoredRun>>(
        async session => await session.QueryAsync(StoredRunSql.Newest, [("@last", last)], StoredRunSql.Read, cancellationToken),
        cancellationToken);

    public Task<IReadOnlyList<StoredRun>> OpenAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<StoredRun>>(
        async session => await session.QueryAsync(StoredRunSql.Open, [], StoredRunSql.Read, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<StoredRun>> EndedAsync(int last, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<StoredRun>>(
        async session => await session.QueryAsync(StoredRunSql.Ended, [("@last", last)], StoredRunSql.Read, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<Guid>> MatchAsync(string text, CancellationToken cancellationToken)
    {
        var runs = await store.ReadAsync(
            session => session.QueryAsync(Names, [], row => (Id: row.Id(0), Name: row.TextOrNull(1)), cancellationToken), cancellationToken);
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        return
        [
            .. runs.Where(run => run.Name == text || (digits.Length > 0 && run.Id.ToString("N").StartsWith(digits, StringComparison.OrdinalIgnoreCase)))
                .OrderByDescending(run => run.Name == text).Select(run => run.Id),
        ];
    }

    public Task<IReadOnlyList<CompletedRun>> CompletedAsync(string personaVersion, int last, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<CompletedRun>>(
            async session => await session.QueryAsync(
                Completed,
                [("@version", personaVersion), ("@last", last)],
                row => new CompletedRun(row.Id(0), SpecOf(row.Text(1)), row.Instant(2)),
                cancellationToken),
            cancellationToken);

    public Task<IReadOnlyList<StoredMetric>> MetricsAsync(Guid runId, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<StoredMetric>>(
            async session => await session.QueryAsync(Metrics, [("@run", runId)], MetricOf, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Measurement>> MeasurementsAsync(Guid runId, CancellationToken cancellationToken) =>
        MeasurementsAsync(runId, MeasurementTable.Table.ColumnList, MeasurementTable.Read, cancellationToken);

    public Task<IReadOnlyList<Measurement>> MeasuredValuesAsync(Guid runId, CancellationToken cancellationToken) =>
        MeasurementsAsync(runId, MeasurementTable.ValueColumns, MeasurementTable.ReadValues, cancellationToken);

    public Task<IReadOnlyList<MeasuringWorker>> WorkersAsync(Guid runId, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<MeasuringWorker>>(
            async session => await session.QueryAsync(Workers, [("@run", runId)], WorkerOf, cancellationToken), cancellationToken);

    public Task<IReadOnlyDictionary<(string Workload, string Provider), WarmUpCalls>> WarmUpsAsync(Guid runId, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyDictionary<(string Workload, string Provider), WarmUpCalls>>(
            async session => (await session.QueryAsync(WarmUps, [("@run", runId)], WarmUpsOf, cancellationToken)).ToDictionary(),
            cancellationToken);

    public Task<RunProgress?> ProgressAsync(Guid runId, CancellationToken cancellationToken) =>
        store.ReadAsync(session => RunProgressQuery.ReadAsync(session, runId, time, cancellationToken), cancellationToken);

    private Task<IReadOnlyList<Measurement>> MeasurementsAsync(
        Guid runId, string columns, Func<SqlRow, Measurement> read, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<Measurement>>(
            async session => await session.QueryAsync($"SELECT {columns} FROM measurement {Measurements}", [("@run", runId)], read, cancellationToken),
            cancellationToken);

    private static MeasuringWorker WorkerOf(SqlRow row) => new(
        row.Text(0),
        row.Text(1),
        (int)row.Long(2),
        row.TextOrNull(3) is { } environment ? JsonSerializer.Deserialize(environment, StorageJson.Default.EnvironmentFingerprint) : null);

    private static KeyValuePair<(string Workload, string Provider), WarmUpCalls> WarmUpsOf(SqlRow row) =>
        new((row.Text(0), row.Text(1)), new WarmUpCalls((int)row.Long(2), row.DoubleOrNull(3)));

    private static StoredMetric MetricOf(SqlRow row) => new(
        row.Text(0),
        row.Text(1),
        row.Text(2),
        new Estimate(row.Double(3), (row.DoubleOrNull(4), row.DoubleOrNull(5)) is ({ } lower, { } upper) ? new Interval(lower, upper) : null));

    internal static RunSpec SpecOf(string json) => JsonSerializer.Deserialize(json, StorageJson.Default.RunSpec)!;
}
