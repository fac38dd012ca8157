namespace Persona.Bench.Core.Statistics;

/// <summary>
/// How far one sample lies above another, with an interval at any confidence: of logs, the log of a ratio. The cases differ in
/// what they compare and in where the interval comes from.
/// </summary>
internal abstract class Shift
{
    public abstract double Estimate { get; }

    /// <summary>Null where the samples are too small for an interval of this confidence.</summary>
    /// <param name="confidence">Two-sided, between 0 and 1.</param>
    public abstract Interval? Bounds(double confidence);

    /// <summary>
    /// Two-sided p-value of "the shift is no larger than <paramref name="limit"/>", consistent with the lower bound of the interval
    /// of <paramref name="confidence"/> and normal beside it; 1 without an interval.
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

    /// <summary>The same seen from the other side: x above y for y above x.</summary>
    public Shift Negated() => new NegatedShift(this);

    private sealed class NegatedShift(Shift inner) : Shift
    {
        public override double Estimate => -inner.Estimate;

        public override Interval? Bounds(double confidence) =>
            inner.Bounds(confidence) is { } bounds ? new Interval(-bounds.Upper, -bounds.Lower) : null;
    }
}
