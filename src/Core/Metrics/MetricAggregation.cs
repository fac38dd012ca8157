using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Metrics;

/// <summary>From the iterations of one (run, workload, provider) to every metric of <see cref="MetricCatalog"/>, in its order.</summary>
public static class MetricAggregation
{
    /// <summary>Never fails for want of data: what cannot be known is null with a reason. No NaN or infinity comes out.</summary>
    public static IReadOnlyList<MetricValue> Aggregate(IReadOnlyCollection<Measurement> series) => Aggregate(Observation.From(series));

    /// <param name="inOrder">In the order of measuring.</param>
    public static IReadOnlyList<MetricValue> Aggregate(IReadOnlyList<Observation> inOrder) =>
        [.. MetricCatalog.All.Select(metric => metric.Aggregate(inOrder))];
}
