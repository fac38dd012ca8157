using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Tests.Statistics;

public sealed class ShiftGoldenTests
{
    private static readonly GoldenComparisons Golden = GoldenComparisons.Load();

    [Fact]
    public void Ranks_of_small_samples_are_exact_and_of_larger_ones_nearly()
    {
        foreach (var golden in Golden.Ranks)
        {
            var rank = golden.Y == 0
                ? CriticalRank.SignedRank(golden.X, golden.Confidence)
                : CriticalRank.MannWhitney(golden.X, golden.Y, golden.Confidence);
            var isExact = golden.Y == 0 ? golden.X <= 60 : golden.X * golden.Y <= 2_500;
            // Of 10,000 pairs, or 5,050 averages.
            Math.Abs(rank - golden.Exact).ShouldBeLessThanOrEqualTo(isExact ? 0 : 3, golden.ToString());
        }
    }

    [Fact]
    public void Hodges_Lehmann_of_two_samples_equals_the_second_implementation()
    {
        foreach (var golden in Golden.TwoSample)
        {
            Compare(new TwoSampleShift([.. golden.X.Order()], [.. golden.Y.Order()]), golden.Estimate, golden.Bounds, golden.Name);
        }
    }

    [Fact]
    public void Hodges_Lehmann_of_pairs_equals_the_second_implementation()
    {
        foreach (var golden in Golden.Paired)
        {
            Compare(new PairedShift([.. golden.Y.Order()]), golden.Estimate, golden.Bounds, golden.Name);
        }
    }

    [Fact]
    public void Ratios_of_Harrell_Davis_quantiles_equal_the_second_implementation()
    {
        foreach (var golden in Golden.Quantiles)
        {
            var (x, y) = (Quantile(golden.X, golden.Probability), Quantile(golden.Y, golden.Probability));
            Compare(StudentShift.Between(x, y)!, golden.Estimate, golden.Bounds, golden.Name, 1e-7);
        }
    }

    [Fact]
    public void Differences_of_shares_equal_the_second_implementation()
    {
        foreach (var golden in Golden.Shares)
        {
            var counts = golden.Counts;
            Compare(new ShareDifference(counts[0], counts[1], counts[2], counts[3]), golden.Estimate, golden.Bounds, string.Join('/', counts));
        }
    }

    [Fact]
    public void Strata_combine_as_in_the_second_implementation()
    {
        foreach (var golden in Golden.Strata)
        {
            var strata = golden.Estimates.Zip(golden.Errors, (estimate, error) => (Shift)new NormalShift(estimate, error)).ToArray();
            var combined = CombinedShift.Combine(strata).ShouldBeOfType<CombinedShift>();
            combined.StrataDisagree.ShouldBe(golden.Disagree, golden.Name);
            Compare(combined, golden.Estimate, golden.Bounds, golden.Name);
        }
    }

    [Fact]
    public void The_spread_between_sessions_equals_the_second_implementation()
    {
        foreach (var golden in Golden.Sessions)
        {
            var sessions = golden.Values.Zip(golden.HalfWidths, (value, half) =>
                new Estimate(value, new Interval(value * Math.Exp(-half), value * Math.Exp(half))));
            SessionSpread.From(sessions)!.Value.Deviation.ShouldBe(golden.Deviation, 1e-9, golden.Name);
        }
    }

    private static ScaledEstimate Quantile(double[] values, double probability)
    {
        var (quantile, standardError) = HarrellDavis.Moments([.. values.Order()], probability);
        return new ScaledEstimate(quantile, standardError, values.Length - 1);
    }

    private static void Compare(Shift shift, double estimate, double[]?[] bounds, string name, double tolerance = 1e-9)
    {
        shift.Estimate.ShouldBe(estimate, tolerance, name);
        for (var i = 0; i < bounds.Length; i++)
        {
            var found = shift.Bounds(Golden.Levels[i]);
            (found is null).ShouldBe(bounds[i] is null, name);
            (found?.Lower ?? 0).ShouldBe(bounds[i]?[0] ?? 0, tolerance, name);
            (found?.Upper ?? 0).ShouldBe(bounds[i]?[1] ?? 0, tolerance, name);
        }
    }

    private sealed class NormalShift(double estimate, double standardError) : Shift
    {
        public override double Estimate => estimate;

        public override Interval? Bounds(double confidence) =>
            new Interval(estimate - (Gauss.CriticalValue(confidence) * standardError), estimate + (Gauss.CriticalValue(confidence) * standardError));
    }
}
