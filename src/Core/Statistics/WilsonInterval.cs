namespace Persona.Bench.Core.Statistics;

/// <summary>A binomial share with Wilson's score interval (Wilson 1927), which stays within 0 and 1 and works for 0 of n.</summary>
public static class WilsonInterval
{
    private const double Z = 1.959963984540054;

    /// <param name="hits">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1.</param>
    public static Estimate Of(long hits, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, trials);
        var share = (double)hits / trials;
        var correction = Z * Z / trials;
        var centre = (share + (correction / 2)) / (1 + correction);
        var reach = Z / (1 + correction) * Math.Sqrt((share * (1 - share) / trials) + (correction / 4 / trials));
        var lower = hits == 0 ? 0 : Math.Max(0, centre - reach);
        var upper = hits == trials ? 1 : Math.Min(1, centre + reach);
        return new Estimate(share, new Interval(lower, upper));
    }
}
