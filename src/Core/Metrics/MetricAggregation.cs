using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Metrics;

/// <summary>Computes every metric of <see cref="MetricCatalog"/>, in its order, from the iterations of one (run, workload, provider).</summary>
public static class MetricAggregation
{
    /// <summary>Missing data never throws: an unknown value is null, with a reason. Never returns NaN or infinity.</summary>
    public static IReadOnlyList<MetricValue> Aggregate(IReadOnlyCollection<Measurement> series) => Aggregate(Observation.From(series));

    /// <param name="inOrder">In the order measured.</param>
    public static IReadOnlyList<MetricValue> Aggregate(IReadOnlyList<Observation> inOrder) =>
        [.. MetricCatalog.All.Select(metric => metric.Aggregate(inOrder))];
}
