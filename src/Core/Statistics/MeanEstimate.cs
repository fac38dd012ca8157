namespace Persona.Bench.Core.Statistics;

/// <summary>The mean with Student's interval.</summary>
internal static class MeanEstimate
{
    /// <param name="inOrder">Not negative, in the order measured, not empty. Serial dependence widens the interval.</param>
    public static Estimate From(ReadOnlySpan<double> inOrder)
    {
        var mean = Moments.Mean(inOrder);
        if (inOrder.Length < 2)
        {
            return new Estimate(mean, null);
        }

        var variance = Moments.Variance(inOrder) * BatchMeans.VarianceInflation(inOrder);
        return Estimate.WithStudentInterval(mean, Math.Sqrt(variance / inOrder.Length), inOrder.Length - 1).NotNegative();
    }
}
