using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>The latencies of a workload on a provider, in milliseconds and in measurement order, for plots.</summary>
internal sealed record SeriesValues(string Workload, string Provider, IReadOnlyList<double> LatenciesMs)
{
    public static IReadOnlyList<SeriesValues> From(RunReport report, IReadOnlyList<Measurement> measurements) =>
    [
        .. report.Series.Select(series => new SeriesValues(
            series.Workload,
            series.Provider,
            [
                .. measurements
                    .Where(one => one.Workload == series.Workload && one.Provider == series.Provider && one.Outcome == IterationOutcome.Succeeded)
                    .Select(one => one.LatencyMs).OfType<double>(),
            ])),
    ];
}
