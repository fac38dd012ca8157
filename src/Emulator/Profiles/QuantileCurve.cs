namespace Persona.Bench.Emulator.Profiles;

/// <summary>
/// A distribution given by its quantile function: the value at the standard normal deviate z is
/// <c>MedianMs * exp(f(z))</c>, where f is linear between knots and extrapolated beyond the outer ones. Two knots give a
/// lognormal; a steep piece between two flat ones gives a mixture (the steep piece is the gap between its components). The
/// quantiles at the knots are matched exactly, which a fitted mixture would not do.
/// </summary>
internal sealed record QuantileCurve(double MedianMs, IReadOnlyList<Knot> Knots)
{
    public bool IsConstant => Knots.All(knot => knot.LogRatio == 0);

    public static QuantileCurve Constant(double valueMs) => new(valueMs, [new(-1, 0), new(1, 0)]);

    public static QuantileCurve LogNormal(double medianMs, double logSd) => new(medianMs, [new(-1, -logSd), new(1, logSd)]);

    /// <summary>Exact p50, p95 and p99; the slope below the median is chosen to match the standard deviation of the log.</summary>
    public static QuantileCurve Fitted(double medianMs, double lowerLogSd, double p95Ratio, double p99Ratio) =>
        new(medianMs, [new(-1, -lowerLogSd), new(0, 0), Knot.AtQuantile95(p95Ratio), Knot.AtQuantile99(p99Ratio)]);

    public double ValueMs(double z) => MedianMs * Math.Exp(LogRatio(z));

    private double LogRatio(double z)
    {
        var upper = 1;
        while (upper < Knots.Count - 1 && z > Knots[upper].Z)
        {
            upper++;
        }

        var (from, to) = (Knots[upper - 1], Knots[upper]);
        return from.LogRatio + ((to.LogRatio - from.LogRatio) * (z - from.Z) / (to.Z - from.Z));
    }
}

/// <param name="Z">Standard normal deviate.</param>
/// <param name="LogRatio">Log of the value over the median.</param>
internal readonly record struct Knot(double Z, double LogRatio)
{
    private const double Z95 = 1.6448536269514722;
    private const double Z99 = 2.3263478740408408;

    public static Knot AtQuantile95(double ratio) => new(Z95, Math.Log(ratio));

    public static Knot AtQuantile99(double ratio) => new(Z99, Math.Log(ratio));

    public static Knot At(double z, double ratio) => new(z, Math.Log(ratio));
}
