using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>What a metric needs before it may decide anything.</summary>
internal static class GateFloor
{
    /// <summary>Iterations a side from which p99 gates: below, five iterations or fewer are above it.</summary>
    public const int P99 = 400;

    private const double FarTail = 0.99;
    private const double Tail = 0.9;

    /// <summary>Passing such a metric takes the failure threshold: its intervals are too wide for the other.</summary>
    public static bool IsTail(MetricDefinition metric) => metric is QuantileMetric { Probability: >= Tail };

    /// <summary>Why the metric does not gate with this many iterations; null when it does.</summary>
    public static string? Reason(MetricDefinition metric, int baseline, int current)
    {
        var floor = metric switch
        {
            QuantileMetric { Probability: >= FarTail } => P99,
            ThroughputMetric => ThroughputMetric.SmallestSample,
            _ => 0,
        };
        return Math.Min(baseline, current) >= floor
            ? null
            : $"it decides from {floor} iterations a side; there are {baseline} and {current}";
    }
}
