namespace Persona.Bench.Core.Statistics;

/// <summary>
/// An interval widened for what its samples do not show by themselves: serial dependence multiplies the variance, the spread
/// between sessions is added, once for each of the two sessions.
/// </summary>
/// <param name="inner">As if every value were independent.</param>
/// <param name="inflation">Of the variance; at least 1.</param>
/// <param name="spread">Between sessions; null where it is not known.</param>
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
