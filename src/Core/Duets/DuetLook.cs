using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Duets;

/// <summary>The interim result of a duet after a number of pairs.</summary>
public sealed record DuetLook
{
    public required Verdict Verdict { get; init; }

    public required int Pairs { get; init; }

    /// <summary>
    /// Pairs at the next look; null when the duet is over: the verdict is conclusive, or this was the last look. A caller that
    /// stops earlier (iterations, money, time) reports that next to the verdict.
    /// </summary>
    public required int? NextLook { get; init; }

    /// <summary>In the order of the gates; <see cref="MetricComparison.Baseline"/> is the base, <see cref="MetricComparison.Current"/> the candidate.</summary>
    public required IReadOnlyList<MetricComparison> Metrics { get; init; }
}
