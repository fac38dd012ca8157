namespace Persona.Bench.Core.Metrics;

/// <summary>The ways to estimate a change between two samples. Each kind of metric picks one.</summary>
/// <typeparam name="T">What an estimate results in.</typeparam>
internal interface IEffectMethods<out T>
{
    /// <summary>By the shift between the values of single iterations.</summary>
    T Typical(MetricDefinition metric);

    /// <summary>By a quantile far from the middle.</summary>
    T Tail(QuantileMetric metric);

    /// <summary>By rates in blocks of time.</summary>
    T Blocks(ThroughputMetric metric);

    /// <summary>By ratios of totals.</summary>
    T Totals(PerPersonaMetric metric);

    /// <summary>By shares of trials.</summary>
    T Shares(ShareMetric metric);
}
