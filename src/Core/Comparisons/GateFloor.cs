using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>What a metric needs before it may decide anything.</summary>
public static class GateFloor
{
    /// <summary>Iterations a side from which p99 gates: below, five iterations or fewer are above it.</summary>
    public const int P99 = 400;

    /// <summary>Iterations a side from which anything decides, by whatever rule: one against many says nothing.</summary>
    public const int Fewest = 5;

    private const double FarTail = 0.99;
    private const double Tail = 0.9;

    /// <summary>Iterations a side from which the metric gates.</summary>
    public static int Iterations(MetricDefinition metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Math.Max(Fewest, Math.Max(metric.MinimumSample, Large(metric)));
    }

    /// <summary>Passing such a metric takes the failure threshold: its intervals are too wide for the other.</summary>
    internal static bool IsTail(MetricDefinition metric) => metric is QuantileMetric { Probability: >= Tail };

    /// <summary>Why the metric does not gate with this many iterations; null when it does.</summary>
    internal static string? Reason(MetricDefinition metric, int baseline, int current) =>
        Math.Min(baseline, current) >= Large(metric) ? null : Needs(Large(metric), baseline, current);

    internal static string Needs(int floor, int baseline, int current) =>
        $"needs {floor} iterations on each side; has {baseline} and {current}";

    private static int Large(MetricDefinition metric) => metric switch
    {
        QuantileMetric { Probability: >= FarTail } => P99,
        ThroughputMetric => ThroughputMetric.SmallestSample,
        _ => 0,
    };
}
