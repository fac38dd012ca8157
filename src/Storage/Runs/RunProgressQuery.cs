using Persona.Bench.Core;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Runs;

/// <summary>Turns the measurements so far into progress. The database does the counting: followers poll many times a minute, for runs of any length.</summary>
internal static class RunProgressQuery
{
    /// <summary>The estimate uses this many of the newest iterations; more would be slower and no better.</summary>
    private const int Newest = 200;

    private const string Run = "SELECT state, spec, resumed_at FROM run WHERE id = @run";

    // Measurements from before the last start say nothing about the current pace.
    private const string Series =
        "SELECT workload, provider, COUNT(*), COUNT(CASE WHEN outcome <> 'succeeded' THEN 1 END), " +
        "COUNT(CASE WHEN started_at >= @since THEN 1 END), MIN(CASE WHEN started_at >= @since THEN started_at END), MAX(ended_at) " +
        "FROM measurement WHERE run_id = @run GROUP BY workload, provider";

    private const string Errors =
        "SELECT workload, provider, error_kind, COUNT(*) FROM measurement WHERE run_id = @run AND error_kind IS NOT NULL " +
        "GROUP BY workload, provider, error_kind ORDER BY COUNT(*) DESC, error_kind";

    // Iterations start roughly in order, and there is an index on it.
    private const string Latencies =
        "SELECT latency_ms FROM measurement WHERE run_id = @run AND workload = @workload AND provider = @provider " +
        "AND outcome = 'succeeded' AND latency_ms IS NOT NULL ORDER BY iteration DESC LIMIT @newest";

    public static async Task<RunProgress?> ReadAsync(SqlSession session, Guid runId, TimeProvider time, CancellationToken cancellationToken)
    {
        var runs = await session.QueryAsync(
            Run, [("@run", runId)], row => (State: row.Enum<RunState>(0), Spec: row.Text(1), Since: row.InstantOrNull(2)), cancellationToken);
        if (runs is not [var run])
        {
            return null;
        }

        var rows = await session.QueryAsync(Series, [("@run", runId), ("@since", run.Since ?? DateTimeOffset.UnixEpoch)], CountsOf, cancellationToken);
        var errors = rows.Exists(row => row.Failed > 0)
            ? await session.QueryAsync(Errors, [("@run", runId)], row => (Series: SeriesOf(row), Kind: row.Enum<ErrorKind>(2)), cancellationToken)
            : [];
        var latencies = new Dictionary<(string, string), double?>();
        foreach (var row in rows)
        {
            var newest = await session.QueryAsync(
                Latencies,
                [("@run", runId), ("@workload", row.Workload), ("@provider", row.Provider), ("@newest", Newest)],
                latency => latency.Double(0),
                cancellationToken);
            latencies.Add((row.Workload, row.Provider), SampleMedian.FromSorted([.. newest.Order()]));
        }

        var facts = new Facts(rows, errors.ToLookup(row => row.Series, row => row.Kind), latencies);
        return Create(runId, run.State, RunHistory.SpecOf(run.Spec), facts, time.GetUtcNow());
    }

    private static RunProgress Create(Guid runId, RunState state, RunSpec spec, Facts facts, DateTimeOffset now)
    {
        var known = facts.Counts.ToDictionary(row => (row.Workload, row.Provider));
        Counts CountsOf(string workload, string provider) => known.GetValueOrDefault((workload, provider)) ?? Counts.None(workload, provider);
        return new RunProgress
        {
            RunId = runId,
            State = state,
            Elapsed = EndOf(state, facts, now) - facts.Counts.Min(row => row.FirstStart),
            Series =
            [
                .. spec.Workloads.SelectMany(workload => spec.Providers, (workload, provider) =>
                    Create(workload.Workload.Iterations, CountsOf(workload.Workload.Name, provider.Name), facts, state, now)),
            ],
        };
    }

    // The elapsed time of a stopped run does not grow.
    private static DateTimeOffset? EndOf(RunState state, Facts facts, DateTimeOffset now) =>
        GoesOn(state) ? now : facts.Counts.Max(row => row.LastEnd);

    private static bool GoesOn(RunState state) => state is RunState.Planned or RunState.Running;

    private static SeriesProgress Create(int planned, Counts counts, Facts facts, RunState state, DateTimeOffset now)
    {
        var open = planned - counts.Measured;
        // An open series is timed until now, a finished one until the end of its last iteration.
        var seconds = ((open > 0 && GoesOn(state) ? now : counts.LastEnd) - counts.FirstStart)?.TotalSeconds;
        var perSecond = counts.MeasuredSinceStart >= 2 && seconds > 0 ? counts.MeasuredSinceStart / seconds : null;
        return new SeriesProgress
        {
            Workload = counts.Workload,
            Provider = counts.Provider,
            Planned = planned,
            Measured = counts.Measured,
            Failed = counts.Failed,
            Error = facts.Errors[(counts.Workload, counts.Provider)].Select(kind => SnakeCase.Format(kind)).FirstOrDefault(),
            TypicalLatencyMs = facts.Latencies.GetValueOrDefault((counts.Workload, counts.Provider)),
            PerSecond = perSecond,
            Left = perSecond is null || (open > 0 && !GoesOn(state)) ? null : TimeSpan.FromSeconds(open / perSecond.Value),
        };
    }

    private static (string Workload, string Provider) SeriesOf(SqlRow row) => (row.Text(0), row.Text(1));

    private static Counts CountsOf(SqlRow row) =>
        new(row.Text(0), row.Text(1), (int)row.Long(2), (int)row.Long(3), (int)row.Long(4), row.InstantOrNull(5), row.Instant(6));

    private sealed record Facts(
        IReadOnlyList<Counts> Counts,
        ILookup<(string Workload, string Provider), ErrorKind> Errors,
        IReadOnlyDictionary<(string Workload, string Provider), double?> Latencies);

    /// <param name="Workload">Name.</param>
    /// <param name="Provider">Name.</param>
    /// <param name="Measured">In total.</param>
    /// <param name="Failed">In total.</param>
    /// <param name="MeasuredSinceStart">Since the run was last started.</param>
    /// <param name="FirstStart">First start of those.</param>
    /// <param name="LastEnd">Last end of all measurements.</param>
    private sealed record Counts(
        string Workload, string Provider, int Measured, int Failed, int MeasuredSinceStart, DateTimeOffset? FirstStart, DateTimeOffset? LastEnd)
    {
        public static Counts None(string workload, string provider) => new(workload, provider, 0, 0, 0, null, null);
    }
}
