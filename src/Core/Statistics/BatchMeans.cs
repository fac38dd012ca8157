namespace Persona.Bench.Core.Statistics;

/// <summary>Serial dependence by the method of batch means (Conway 1963; Law and Kelton).</summary>
internal static class BatchMeans
{
    /// <summary>99% quantile of chi-squared(9) / 9: one in a hundred independent samples shows more.</summary>
    public const double Conspicuous = 2.407;

    private const int Batches = 10;

    /// <summary>
    /// Factor by which the variance of the mean exceeds that of independent values of the same spread: 10 batches of
    /// consecutive values, batch size × variance of the batch means / variance of the values; never below 1, and 1 for fewer
    /// than two values per batch.
    /// </summary>
    public static double VarianceInflation(ReadOnlySpan<double> inOrder)
    {
        if (inOrder.Length < 2 * Batches)
        {
            return 1;
        }

        Span<double> means = stackalloc double[Batches];
        for (var batch = 0; batch < Batches; batch++)
        {
            var from = (int)((long)batch * inOrder.Length / Batches);
            var to = (int)((batch + 1L) * inOrder.Length / Batches);
            means[batch] = Moments.Mean(inOrder[from..to]);
        }

        var inflation = (double)inOrder.Length / Batches * Moments.Variance(means) / Moments.Variance(inOrder);
        return double.IsFinite(inflation) ? Math.Max(1, inflation) : 1;
    }
}
