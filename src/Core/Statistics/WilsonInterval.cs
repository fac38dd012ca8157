namespace Persona.Bench.Core.Statistics;

/// <summary>A binomial share with Wilson's score interval (Wilson 1927), which stays within 0 and 1 and works for 0 of n.</summary>
public static class WilsonInterval
{
    /// <param name="hits">From 0 to <paramref name="trials"/>. A fraction for trials that hit in part: no others vary as much as those that hit or miss, so the interval is then too wide rather than too narrow.</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="confidence">Confidence of the interval, between 0 and 1.</param>
    public static Estimate Compute(double hits, long trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, trials);
        var z = Gauss.CriticalValue(confidence);
        var share = hits / trials;
        var correction = z * z / trials;
        var centre = (share + (correction / 2)) / (1 + correction);
        var halfWidth = z / (1 + correction) * Math.Sqrt((share * (1 - share) / trials) + (correction / 4 / trials));
        var lower = hits == 0 ? 0 : Math.Max(0, centre - halfWidth);
        var upper = hits == trials ? 1 : Math.Min(1, centre + halfWidth);
        return new Estimate(share, new Interval(lower, upper));
    }
}
