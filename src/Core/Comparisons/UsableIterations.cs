using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>How many iterations of a sample say something of a metric.</summary>
internal static class UsableIterations
{
    public static int Count(MetricDefinition metric, IReadOnlyList<Observation> observations) => metric switch
    {
        QuantileMetric quantile => observations.Count(o => quantile.Value(o) is not null),
        MeanMetric mean => observations.Count(o => o.Succeeded && mean.Of(o) is not null),
        PerPersonaMetric perPersona => observations.Count(o => perPersona.Of(o) is not null && o.Personas is not null),
        ShareMetric share => observations.Count(o => share.Of(o) is not null),
        _ => observations.Count,
    };
}
