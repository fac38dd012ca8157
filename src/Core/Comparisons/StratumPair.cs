using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>What the same worker, or like machines, measured on both sides; each in the order of measuring.</summary>
internal sealed record StratumPair(IReadOnlyList<Observation> Baseline, IReadOnlyList<Observation> Current)
{
    public StratumPair Only(Func<Observation, bool> condition) => new([.. Baseline.Where(condition)], [.. Current.Where(condition)]);
}
