namespace Persona.Bench.Core.Statistics;

/// <summary>
/// An interval widened for what its samples alone do not show: serial dependence multiplies the variance, and the spread
/// between sessions is added, once for each of the two sessions.
/// </summary>
/// <param name="inner">The shift as if every value were independent.</param>
/// <param name="inflation">Factor on the variance; at least 1.</param>
/// <param name="spread">Spread between sessions; null if unknown.</param>
internal sealed class WidenedShift(Shift inner, double inflation, SessionSpread? spread) : Shift
{
    public override double Estimate => inner.Estimate;

    public override Interval? Bounds(double confidence)
    {
        if (inner.Bounds(confidence) is not { } bounds)
        {
            return null;
        }

        return new Interval(Estimate - HalfWidth(Estimate - bounds.Lower, confidence), Estimate + HalfWidth(bounds.Upper - Estimate, confidence));
    }

    private double HalfWidth(double within, double confidence)
    {
        var between = spread?.HalfWidth(confidence) ?? 0;
        return Math.Sqrt((within * within * inflation) + (between * between));
    }
}
