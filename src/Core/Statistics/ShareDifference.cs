namespace Persona.Bench.Core.Statistics;

/// <summary>Difference of two binomial shares, with the hybrid score interval of Newcombe (1998, method 10); works for 0 of n.</summary>
internal sealed class ShareDifference(double hitsX, long trialsX, double hitsY, long trialsY) : Shift
{
    public override double Estimate => (hitsY / trialsY) - (hitsX / trialsX);

    public override Interval? Bounds(double confidence)
    {
        var (x, y) = (WilsonInterval.Compute(hitsX, trialsX, confidence), WilsonInterval.Compute(hitsY, trialsY, confidence));
        var (ofX, ofY) = (x.Interval!.Value, y.Interval!.Value);
        var down = Hypotenuse(y.Value - ofY.Lower, ofX.Upper - x.Value);
        var up = Hypotenuse(ofY.Upper - y.Value, x.Value - ofX.Lower);
        return new Interval(Math.Max(-1, Estimate - down), Math.Min(1, Estimate + up));
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
