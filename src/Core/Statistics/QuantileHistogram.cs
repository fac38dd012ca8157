using Perfolizer.Mathematics.Histograms;
using Pragmastat;

namespace Persona.Bench.Core.Statistics;

/// <summary>
/// Bins of equal probability between Harrell-Davis quantiles (Akinshin 2020), like Perfolizer's own builder. That one
/// computes thousands of incomplete beta functions for each sample; they depend only on its size and are cached here.
/// </summary>
internal sealed class QuantileHistogram : IDensityHistogramBuilder
{
    /// <summary>Edges closer than this are merged.</summary>
    private const double SmallestWidth = 1e-9;

    private static Weights? _latest;

    public static QuantileHistogram Instance { get; } = new();

    public DensityHistogram Build(Sample sample, int binCount)
    {
        var ascending = sample.SortedValues;
        var weights = WeightsFor(ascending.Count, binCount);
        var bins = new List<DensityHistogramBin>(binCount);
        var (from, lower) = (0, ascending[0]);
        for (var edge = 1; edge <= binCount; edge++)
        {
            var upper = edge == binCount ? ascending[^1] : Quantile(ascending, weights.ByEdge[edge - 1]);
            if (upper - lower > SmallestWidth)
            {
                bins.Add(new DensityHistogramBin(lower, upper, (double)(edge - from) / binCount / (upper - lower)));
                (from, lower) = (edge, upper);
            }
        }

        return new DensityHistogram(bins);
    }

    private static double Quantile(IReadOnlyList<double> ascending, double[] weights)
    {
        double sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * ascending[i];
        }

        return sum;
    }

    private static Weights WeightsFor(int count, int binCount)
    {
        var latest = _latest;
        if (latest is null || latest.Count != count || latest.BinCount != binCount)
        {
            double[][] byEdge = [.. Enumerable.Range(1, binCount - 1).Select(edge => HarrellDavis.Weights(count, (double)edge / binCount))];
            _latest = latest = new Weights(count, binCount, byEdge);
        }

        return latest;
    }

    private sealed record Weights(int Count, int BinCount, double[][] ByEdge);
}
