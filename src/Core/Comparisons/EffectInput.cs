using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>What a metric's change is estimated from.</summary>
internal sealed record EffectInput
{
    public required IReadOnlyList<StratumPair> Strata { get; init; }

    /// <summary>All that was measured on each side, machines that the other side does not have left out, in the order of measuring.</summary>
    public required StratumPair All { get; init; }

    /// <summary>Iteration i of one side was measured beside iteration i of the other.</summary>
    public bool IsPaired { get; init; }

    public OutlierPolicy Outliers { get; init; } = OutlierPolicy.Keep;

    public Func<MetricDefinition, SessionSpread?> Spread { get; init; } = _ => null;
}
