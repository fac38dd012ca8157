using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Baselines;

/// <summary>One column of a baseline's samples.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Of">The value of one iteration; null where unknown.</param>
/// <param name="With">The iteration with this value; null where unknown.</param>
public sealed record SampleColumn(string Name, Func<Observation, double?> Of, Func<Observation, double?, Observation> With)
{
    /// <summary>The largest valid value; the smallest is zero.</summary>
    public double LargestValue { get; init; } = double.MaxValue;

    /// <summary>Whether values are counts, which have no fraction.</summary>
    public bool IsWhole { get; init; }
}
