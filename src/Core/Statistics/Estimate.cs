namespace Persona.Bench.Core.Statistics;

/// <summary>A point estimate and its 95% interval, both finite and in the same unit. No interval if the sample gives none.</summary>
public readonly record struct Estimate(double Value, Interval? Interval)
{
    /// <summary>False when arithmetic on huge values left the range of a double.</summary>
    internal bool IsFinite => double.IsFinite(Value) && (Interval is not { } i || (double.IsFinite(i.Lower) && double.IsFinite(i.Upper)));

    /// <summary>
    /// The interval <paramref name="value"/> ± t(0.975, <paramref name="degreesOfFreedom"/>) × <paramref name="standardError"/>;
    /// none without degrees of freedom.
    /// </summary>
    internal static Estimate WithStudentInterval(double value, double standardError, int degreesOfFreedom)
    {
        if (degreesOfFreedom < 1)
        {
            return new Estimate(value, null);
        }

        var halfWidth = Student.TwoSided95(degreesOfFreedom) * standardError;
        return new Estimate(value, new Interval(value - halfWidth, value + halfWidth));
    }

    /// <summary>Raises negative ends of the interval to zero, for quantities that cannot be negative.</summary>
    internal Estimate NotNegative() =>
        Interval is { } i ? this with { Interval = new Interval(Math.Max(0, i.Lower), Math.Max(0, i.Upper)) } : this;
}
