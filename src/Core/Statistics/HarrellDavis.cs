using System.Collections.Concurrent;
using MathNet.Numerics;

namespace Persona.Bench.Core.Statistics;

/// <summary>
/// The quantile as a weighted mean of all order statistics (Harrell and Davis 1982), with the standard error of Maritz and
/// Jarrett (1978). Perfolizer has both, but computes the variance as E[x²] - E[x]², which cancels for a sample of nearly equal
/// values and is NaN for constant ones; here it is centred. Weights come from MathNet's incomplete beta function.
/// </summary>
internal static class HarrellDavis
{
    private const int MostKept = 64;

    private static readonly ConcurrentDictionary<(int, double), double[]> Cache = new();

    /// <summary>Quantile and standard error of an ascending, non-empty sample.</summary>
    public static (double Quantile, double StandardError) Moments(ReadOnlySpan<double> ascending, double probability)
    {
        var weights = Kept(ascending.Length, probability);
        var origin = ascending[^1];
        double shift = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            shift += weights[i] * (ascending[i] - origin);
        }

        double variance = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var deviation = ascending[i] - origin - shift;
            variance += weights[i] * deviation * deviation;
        }

        return (origin + shift, Math.Sqrt(variance));
    }

    /// <summary>Weight of the ranks from <paramref name="rank"/> (0-based) to the top.</summary>
    public static double WeightFrom(int rank, int count, double probability) =>
        1 - CumulativeWeight(rank, count, probability);

    private static double[] Kept(int count, double probability)
    {
        if (Cache.Count >= MostKept)
        {
            Cache.Clear();
        }

        return Cache.GetOrAdd((count, probability), static key => Weights(key.Item1, key.Item2));
    }

    /// <summary>Weights of the order statistics, ascending; they depend only on the sample size.</summary>
    public static double[] Weights(int count, double probability)
    {
        var weights = new double[count];
        double below = 0;
        for (var i = 0; i < count; i++)
        {
            var upTo = CumulativeWeight(i + 1, count, probability);
            weights[i] = Math.Max(0, upTo - below);
            below = upTo;
        }

        return weights;
    }

    private static double CumulativeWeight(int ranks, int count, double probability)
    {
        // Beyond forty standard deviations, the remaining weight is lost next to 1 in a double and not worth computing.
        var place = (double)ranks / count;
        var far = 40 * Math.Sqrt(probability * (1 - probability) / (count + 2));
        if (ranks <= 0 || place < probability - far)
        {
            return 0;
        }

        return ranks >= count || place > probability + far
            ? 1
            : SpecialFunctions.BetaRegularized((count + 1) * probability, (count + 1) * (1 - probability), place);
    }
}
