using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Simulations;

/// <summary>Converts log latencies to the product's types.</summary>
internal static class Latencies
{
    public const string Workload = "standard";

    public static readonly string[] Gates = ["generation_latency_p50", "generation_latency_p95"];

    private static readonly DateTimeOffset Captured = new(2025, 1, 15, 10, 30, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Environment = new() { ["platform"] = "linux-x64" };

    /// <param name="logs">In the order of measurement.</param>
    /// <param name="factor">Multiplies every latency.</param>
    public static IReadOnlyList<Observation> Observations(IReadOnlyList<double> logs, double factor) =>
    [
        .. logs.Select((log, i) => new Observation
        {
            Iteration = i + 1,
            Outcome = IterationOutcome.Succeeded,
            LatencyMs = Math.Round(1000 * factor * Math.Exp(log), 3),
        }),
    ];

    /// <summary>A baseline with samples and the shown values of the latency metrics.</summary>
    public static NamedBaseline Baseline(string name, IReadOnlyList<double> logs, double factor)
    {
        var observations = Observations(logs, factor);
        double?[] latencies = [.. observations.Select(o => o.LatencyMs)];
        return new NamedBaseline(name, new Baseline
        {
            Version = name,
            CapturedAt = Captured,
            Environment = Environment,
            Workloads = new Dictionary<string, BaselineWorkload>
            {
                [Workload] = new()
                {
                    Iterations = logs.Count,
                    Metrics = Shown(observations),
                    Samples =
                    [
                        new BaselineSample
                        {
                            Worker = "w1",
                            Fingerprint = "sha256:a",
                            Columns = new Dictionary<string, IReadOnlyList<double?>> { ["generation_latency_ms"] = latencies },
                        },
                    ],
                },
            },
        });
    }

    /// <summary>The history of sessions, as the store keeps it.</summary>
    public static IReadOnlyList<SessionHistory> History(IReadOnlyList<double[]> sessions)
    {
        var stored = sessions.Select(session => Observations(session, 1)).ToArray();
        return [.. Gates.Select(gate => new SessionHistory(Workload, null, gate, [.. stored.Select(session => Stored(gate, session))]))];
    }

    private static Estimate Stored(string metric, IReadOnlyList<Observation> session)
    {
        var value = MetricCatalog.Find(metric)!.Aggregate(session);
        return new Estimate(value.Value!.Value, value.Interval);
    }

    private static Dictionary<string, double?> Shown(IReadOnlyList<Observation> observations) => MetricCatalog.All
        .Where(metric => metric.Name.StartsWith("generation_latency", StringComparison.Ordinal))
        .ToDictionary(metric => metric.Name, metric => metric.Aggregate(observations).Value);
}
