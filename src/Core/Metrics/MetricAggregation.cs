using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Metrics;

/// <summary>From the iterations of one (run, workload, provider) to every metric of <see cref="MetricCatalog"/>, in its order.</summary>
public static class MetricAggregation
{
    /// <summary>Never fails for want of data: what cannot be known is null with a reason. No NaN or infinity comes out.</summary>
    public static IReadOnlyList<MetricValue> Of(IReadOnlyCollection<Measurement> series) => Of(Observation.Of(series));

    /// <summary>The same from the samples of a baseline file.</summary>
    public static IReadOnlyList<MetricValue> Of(IEnumerable<BaselineSample> samples) => Of(SampleColumns.Read(samples));

    /// <param name="inOrder">In the order of measuring.</param>
    public static IReadOnlyList<MetricValue> Of(IReadOnlyList<Observation> inOrder) =>
        [.. MetricCatalog.All.Select(metric => metric.Aggregate(inOrder))];
}
