using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Verdicts;

/// <summary>A change seen as a worsening: in percent (rates: points), positive is worse, whatever the metric's direction.</summary>
public readonly record struct Worsening(double Estimate, double Lower, double Upper)
{
    /// <summary>The same change seen as an improvement.</summary>
    public Worsening Mirrored() => new(-Estimate, -Upper, -Lower);

    internal Worsening(double estimate, Interval interval)
        : this(estimate, interval.Lower, interval.Upper)
    {
    }
}
