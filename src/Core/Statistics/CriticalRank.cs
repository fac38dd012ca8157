using System.Collections.Concurrent;

namespace Persona.Bench.Core.Statistics;

/// <summary>
/// Rank of the bounds, from either end, among the ordered pairwise values: the largest k with P(statistic &lt; k) ≤ (1 -
/// confidence) / 2, or 0 where the samples are too small for any bound. Exact for small samples (without ties; with ties the
/// closed interval covers at least as much), otherwise the normal approximation with continuity correction.
/// </summary>
internal static class CriticalRank
{
    /// <summary>Maximum pairs for the exact Mann-Whitney distribution. Beyond, the rank is off by a thousandth.</summary>
    private const long MostExactPairs = 2_500;

    private const int MostExactDifferences = 60;

    private static readonly ConcurrentDictionary<(int, int, double), long> Cache = new();

    /// <summary>For the Mann-Whitney statistic (Mann and Whitney 1947).</summary>
    public static long MannWhitney(int x, int y, double confidence) => Cache.GetOrAdd(
        (Math.Min(x, y), Math.Max(x, y), confidence),
        static key => Find(key.Item1, key.Item2, key.Item3));

    /// <summary>For the signed-rank statistic (Wilcoxon 1945).</summary>
    public static long SignedRank(int differences, double confidence) =>
        Cache.GetOrAdd((differences, 0, confidence), static key => Find(key.Item1, key.Item3));

    private static long Find(int fewer, int more, double confidence)
    {
        if ((long)fewer * more <= MostExactPairs)
        {
            return FirstAbove(MannWhitneyProbabilities(fewer, more), (1 - confidence) / 2);
        }

        var pairs = (double)fewer * more;
        return Approximate(pairs / 2, Math.Sqrt(pairs * (fewer + more + 1) / 12), confidence);
    }

    private static long Find(int differences, double confidence)
    {
        if (differences <= MostExactDifferences)
        {
            return FirstAbove(SignedRankProbabilities(differences), (1 - confidence) / 2);
        }

        var n = (double)differences;
        return Approximate(n * (n + 1) / 4, Math.Sqrt(n * (n + 1) * ((2 * n) + 1) / 24), confidence);
    }

    private static long Approximate(double mean, double deviation, double confidence) =>
        Math.Max(0, (long)Math.Floor(mean + 0.5 - (Gauss.CriticalValue(confidence) * deviation)));

    private static long FirstAbove(double[] probabilities, double tail)
    {
        double below = 0;
        for (var k = 0; k < probabilities.Length; k++)
        {
            below += probabilities[k];
            // Rounding in the sum must not miss a tail that it equals.
            if (below > tail * (1 + 1e-9))
            {
                return k;
            }
        }

        return probabilities.Length;
    }

    /// <summary>
    /// P(U = u) by whether the largest value belongs to the first sample: p[i,j](u) = i/(i+j) p[i-1,j](u-j) + j/(i+j) p[i,j-1](u).
    /// </summary>
    private static double[] MannWhitneyProbabilities(int fewer, int more)
    {
        var rows = new double[fewer + 1][];
        for (var i = 0; i <= fewer; i++)
        {
            rows[i] = new double[(fewer * more) + 1];
            rows[i][0] = 1;
        }

        for (var j = 1; j <= more; j++)
        {
            for (var i = 1; i <= fewer; i++)
            {
                var (row, above) = (rows[i], rows[i - 1]);
                var share = (double)i / (i + j);
                for (var u = i * j; u >= 0; u--)
                {
                    row[u] = ((1 - share) * row[u]) + (u >= j ? share * above[u - j] : 0);
                }
            }
        }

        return rows[fewer];
    }

    /// <summary>P(T = t): every rank is in the sum with probability one half.</summary>
    private static double[] SignedRankProbabilities(int differences)
    {
        var probabilities = new double[(differences * (differences + 1) / 2) + 1];
        probabilities[0] = 1;
        for (var rank = 1; rank <= differences; rank++)
        {
            for (var t = rank * (rank + 1) / 2; t >= 0; t--)
            {
                probabilities[t] = (probabilities[t] + (t >= rank ? probabilities[t - rank] : 0)) / 2;
            }
        }

        return probabilities;
    }
}
