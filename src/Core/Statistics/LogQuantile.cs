namespace Persona.Bench.Core.Statistics;

/// <summary>
/// Quantiles of non-negative, right-skewed quantities, estimated on the log scale: Harrell-Davis with Maritz-Jarrett standard
/// error, Student's t with n - 1 degrees of freedom, widened by <see cref="BatchMeans"/> for serial dependence.
/// A sample with a zero has no logs and is estimated on its own scale.
/// </summary>
internal static class LogQuantile
{
    /// <summary>
    /// Harrell-Davis weighs every rank a little. While the censored ranks together weigh no more than this, they cannot move
    /// the estimate: even a true value of ten times its bound shifts it by 2%.
    /// </summary>
    private const double NegligibleWeight = 0.01;

    /// <param name="inOrder">In the order measured; not empty.</param>
    /// <param name="probability">Between 0 and 1, both excluded.</param>
    public static QuantileEstimate Compute(IReadOnlyList<CensoredValue> inOrder, double probability)
    {
        var ascending = inOrder.OrderBy(v => v.Value).ThenBy(v => v.IsCensored).ToArray();
        var censoredFrom = Array.FindIndex(ascending, v => v.IsCensored) is var first and >= 0 ? first : ascending.Length;
        if (ascending[0].Value == ascending[^1].Value && censoredFrom == ascending.Length)
        {
            var only = ascending[0].Value;
            return new QuantileEstimate.Known(new Estimate(only, ascending.Length > 1 ? new Interval(only, only) : null));
        }

        var scale = ascending[0].Value > 0 ? Scale.Log : Scale.Linear;
        var ranked = scale.Transform(ascending);
        // Inflation of the logs, at every quantile. In theory it is that of the share above the quantile, but that covers 89 to 93%
        // where this covers 94 to 97% (simulated, lag-1 correlation .54; p50 and p95 of 100 and 400, p99 of 400).
        var inflation = BatchMeans.VarianceInflation(scale.Transform(inOrder));
        if (HarrellDavis.WeightFrom(censoredFrom, ranked.Length, probability) <= NegligibleWeight)
        {
            return new QuantileEstimate.Known(scale.Back(FromAllRanks(ranked, probability, inflation)));
        }

        return Math.Ceiling((ranked.Length - 1) * probability) >= censoredFrom
            ? new QuantileEstimate.AtLeast(scale.Back(Interpolated(ranked, probability)))
            : new QuantileEstimate.Known(scale.Back(FromSingleRanks(ranked, censoredFrom, probability, inflation)));
    }

    private static Estimate FromAllRanks(double[] ascending, double probability, double inflation)
    {
        var (quantile, standardError) = HarrellDavis.Moments(ascending, probability);
        return Estimate.WithStudentInterval(quantile, standardError * Math.Sqrt(inflation), ascending.Length - 1);
    }

    /// <summary>
    /// Used where censored ranks would have weight: the interpolated order statistic (Hyndman-Fan 7) and Woodruff's interval (1952),
    /// which use single ranks only. No interval if its upper end is among the censored values.
    /// </summary>
    private static Estimate FromSingleRanks(double[] ascending, int censoredFrom, double probability, double inflation)
    {
        var count = ascending.Length;
        var halfWidth = Student.TwoSided95(count - 1) * Math.Sqrt(inflation * probability * (1 - probability) / count);
        var (lower, upper) = (Math.Max(0, probability - halfWidth), probability + halfWidth);
        var value = Interpolated(ascending, probability);
        return Math.Ceiling((count - 1) * upper) >= censoredFrom
            ? new Estimate(value, null)
            : new Estimate(value, new Interval(Interpolated(ascending, lower), Interpolated(ascending, upper)));
    }

    private static double Interpolated(double[] ascending, double probability)
    {
        var rank = (ascending.Length - 1) * probability;
        var below = (int)Math.Floor(rank);
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((rank - below) * (ascending[above] - ascending[below]));
    }

    private sealed record Scale(Func<double, double> To, Func<double, double> From)
    {
        public static readonly Scale Log = new(Math.Log, Math.Exp);
        public static readonly Scale Linear = new(static v => v, static v => Math.Max(0, v));

        public double[] Transform(IReadOnlyList<CensoredValue> values) => [.. values.Select(v => To(v.Value))];

        public double Back(double value) => From(value);

        public Estimate Back(Estimate estimate) => new(
            From(estimate.Value),
            estimate.Interval is { } i ? new Interval(From(i.Lower), From(i.Upper)) : null);
    }
}
