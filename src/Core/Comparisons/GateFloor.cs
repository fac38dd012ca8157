using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The minimum sample sizes for a metric to decide anything.</summary>
public static class GateFloor
{
    /// <summary>Minimum iterations per side for any decision, under any rule: one against many says nothing.</summary>
    public const int Fewest = 5;

    /// <summary>Minimum iterations per side for the metric to gate.</summary>
    public static int Iterations(MetricDefinition metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Math.Max(Fewest, Math.Max(metric.MinimumSample, metric.GateSample));
    }

    /// <summary>Why the metric does not gate with this many iterations; null when it does.</summary>
    internal static string? Reason(MetricDefinition metric, int baseline, int current) =>
        Math.Min(baseline, current) >= metric.GateSample ? null : Needs(metric.GateSample, baseline, current);

    internal static string Needs(int floor, int baseline, int current) =>
        $"needs {floor} iterations on each side; has {baseline} and {current}";
}
