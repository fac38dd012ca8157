using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Verdicts;

/// <summary>A change expressed as a regression: in percent (rates: points), positive is worse, whatever the metric's direction.</summary>
public readonly record struct Regression(double Estimate, double Lower, double Upper)
{
    /// <summary>The same change expressed as an improvement.</summary>
    public Regression Mirrored() => new(-Estimate, -Upper, -Lower);

    internal Regression(double estimate, Interval interval)
        : this(estimate, interval.Lower, interval.Upper)
    {
    }
}
