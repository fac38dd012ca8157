using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Runs;

/// <summary>Turns the measurements so far into progress.</summary>
internal static class RunProgressQuery
{
    public static async Task<IReadOnlyList<Row>> ReadAsync(BenchDbContext db, Guid runId, CancellationToken cancellationToken) =>
        await db.Measurements.AsNoTracking().Where(row => row.RunId == runId)
            .Select(row => new Row(row.Workload, row.Provider, row.Outcome, row.ErrorKind, row.LatencyMs, row.StartedAt, row.EndedAt))
            .ToListAsync(cancellationToken);

    public static RunProgress Of(Guid runId, RunState state, RunSpec spec, IReadOnlyList<Row> rows, DateTimeOffset now)
    {
        var series = rows.ToLookup(row => (row.Workload, row.Provider));
        return new RunProgress
        {
            RunId = runId,
            State = state,
            Elapsed = rows.Count == 0 ? null : now - rows.Min(row => row.StartedAt),
            Series =
            [
                .. spec.Workloads.SelectMany(workload => spec.Providers, (workload, provider) =>
                    Of(workload.Workload.Name, provider.Name, workload.Workload.Iterations, [.. series[(workload.Workload.Name, provider.Name)]], now)),
            ],
        };
    }

    private static SeriesProgress Of(string workload, string provider, int planned, IReadOnlyList<Row> rows, DateTimeOffset now)
    {
        var open = planned - rows.Count;
        // Until the end of the series time goes on; afterwards its last iteration ended it.
        var seconds = rows.Count < 2 ? (double?)null : ((open > 0 ? now : rows.Max(row => row.EndedAt)) - rows.Min(row => row.StartedAt)).TotalSeconds;
        var perSecond = seconds > 0 ? rows.Count / seconds : null;
        var failed = rows.Where(row => row.Outcome != IterationOutcome.Succeeded).ToArray();
        return new SeriesProgress
        {
            Workload = workload,
            Provider = provider,
            Planned = planned,
            Measured = rows.Count,
            Failed = failed.Length,
            Error = failed.Where(row => row.ErrorKind is not null).CountBy(row => row.ErrorKind!.Value)
                .OrderByDescending(kind => kind.Value).Select(kind => SnakeCase.Of(kind.Key)).FirstOrDefault(),
            TypicalLatencyMs = MedianOf(rows),
            PerSecond = perSecond,
            Left = perSecond is null ? null : TimeSpan.FromSeconds(open / perSecond.Value),
        };
    }

    private static double? MedianOf(IReadOnlyList<Row> rows)
    {
        var latencies = rows.Where(row => row is { Outcome: IterationOutcome.Succeeded, LatencyMs: not null }).Select(row => row.LatencyMs!.Value).Order().ToArray();
        return latencies.Length == 0 ? null : (latencies[(latencies.Length - 1) / 2] + latencies[latencies.Length / 2]) / 2;
    }

    internal sealed record Row(
        string Workload, string Provider, IterationOutcome Outcome, ErrorKind? ErrorKind, double? LatencyMs, DateTimeOffset StartedAt, DateTimeOffset EndedAt);
}
