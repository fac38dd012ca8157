namespace Persona.Bench.Simulations;

/// <summary>The rule of other tools: the test without a threshold.</summary>
internal static class MannWhitneyTest
{
    /// <summary>One-sided p-value of "the second sample is not larger", normal approximation with continuity correction; no ties.</summary>
    public static double PValueOfSlower(double[] before, double[] after)
    {
        var larger = after.Sum(y => before.Count(x => y > x));
        var pairs = (double)before.Length * after.Length;
        var deviation = Math.Sqrt(pairs * (before.Length + after.Length + 1) / 12);
        return MathNet.Numerics.Distributions.Normal.CDF(0, 1, -(larger - (pairs / 2) - 0.5) / deviation);
    }
}
