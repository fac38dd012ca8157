namespace Persona.Bench.Core.Statistics;

/// <summary>
/// How far one sample lies above another, with an interval at any confidence; for logs, the log of a ratio. Subtypes differ in
/// what they compare and in how they obtain the interval.
/// </summary>
internal abstract class Shift
{
    public abstract double Estimate { get; }

    /// <summary>Null where the samples are too small for an interval of this confidence.</summary>
    /// <param name="confidence">Two-sided, between 0 and 1.</param>
    public abstract Interval? Bounds(double confidence);

    /// <summary>
    /// Two-sided p-value of "the shift is no larger than <paramref name="limit"/>", consistent with the lower bound of the interval
    /// of <paramref name="confidence"/> and otherwise normal; 1 without an interval.
    /// </summary>
    public double PValueAbove(double limit, double confidence)
    {
        if (Bounds(confidence) is not { } bounds || Estimate <= limit)
        {
            return 1;
        }

        var standardError = (Estimate - bounds.Lower) / Gauss.CriticalValue(confidence);
        return standardError <= 0 ? 0 : 2 * Gauss.UpperTail((Estimate - limit) / standardError);
    }

    /// <summary>The same shift in the other direction: x above y instead of y above x.</summary>
    public Shift Negated() => new NegatedShift(this);

    private sealed class NegatedShift(Shift inner) : Shift
    {
        public override double Estimate => -inner.Estimate;

        public override Interval? Bounds(double confidence) =>
            inner.Bounds(confidence) is { } bounds ? new Interval(-bounds.Upper, -bounds.Lower) : null;
    }
}
