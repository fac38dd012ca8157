using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Duets;

/// <summary>What a duet says after so many pairs.</summary>
public sealed record DuetLook
{
    public required Verdict Verdict { get; init; }

    public required int Pairs { get; init; }

    /// <summary>
    /// Pairs at the next look; null when the duet is over: the verdict is not inconclusive, or the last look was taken. A caller that
    /// ends before (iterations, money, time) says so beside the verdict.
    /// </summary>
    public required int? NextLook { get; init; }

    /// <summary>In the order of the gates; <see cref="MetricComparison.Baseline"/> is the base, <see cref="MetricComparison.Current"/> the candidate.</summary>
    public required IReadOnlyList<MetricComparison> Metrics { get; init; }
}
