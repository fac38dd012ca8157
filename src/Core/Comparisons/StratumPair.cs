using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>Measurements of the same worker, or of the same kind of machine, on both sides, in the order measured.</summary>
internal sealed record StratumPair(IReadOnlyList<Observation> Baseline, IReadOnlyList<Observation> Current)
{
    public StratumPair Only(Func<Observation, bool> condition) => new([.. Baseline.Where(condition)], [.. Current.Where(condition)]);
}
