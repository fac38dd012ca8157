using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The data from which a metric's change is estimated.</summary>
internal sealed record EffectInput
{
    public required IReadOnlyList<StratumPair> Strata { get; init; }

    /// <summary>Everything measured on each side, without machines that the other side lacks, in the order measured.</summary>
    public required StratumPair All { get; init; }

    /// <summary>Iteration i of one side was measured alongside iteration i of the other.</summary>
    public bool IsPaired { get; init; }

    public OutlierPolicy Outliers { get; init; } = OutlierPolicy.Keep;

    public Func<MetricDefinition, SessionSpread?> Spread { get; init; } = _ => null;
}
