using CsCheck;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Tests.Statistics;

public sealed class ShiftPropertyTests
{
    private static readonly Gen<double[]> Sample = Gen.Double[-2, 2].Array[4, 60].Select(values => values.Order().ToArray());

    private static readonly (double[] X, double[] Y)[] Drawn = [.. Enumerable.Range(0, 400).Select(seed => (Normal(25, seed), Normal(40, seed + 7919)))];

    [Fact]
    public void Swapping_the_sides_mirrors_estimate_and_interval() => Gen.Select(Sample, Sample).Sample((x, y) =>
    {
        foreach (var (there, back) in new (Shift, Shift)[]
        {
            (new TwoSampleShift(x, y), new TwoSampleShift(y, x)),
            (new PairedShift(x), new PairedShift([.. x.Select(v => -v).Order()])),
            (Tail(x, y), Tail(y, x)),
        })
        {
            there.Estimate.ShouldBe(-back.Estimate, 1e-12);
            var (a, b) = (there.Bounds(0.95), back.Bounds(0.95));
            (a is null).ShouldBe(b is null);
            (a?.Lower ?? 0).ShouldBe(-b?.Upper ?? 0, 1e-9);
            (there.Negated().Bounds(0.95)?.Upper ?? 0).ShouldBe(-a?.Lower ?? 0, 1e-12);
        }
    });

    [Fact]
    public void Adding_to_one_side_adds_to_the_shift_and_leaves_the_width() =>
        Gen.Select(Sample, Sample, Gen.Double[-1, 1]).Sample((x, y, added) =>
        {
            double[] moved = [.. y.Select(v => v + added)];
            foreach (var (before, after) in new (Shift, Shift)[]
            {
                (new TwoSampleShift(x, y), new TwoSampleShift(x, moved)),
                (new PairedShift(y), new PairedShift(moved)),
                (Tail(x, y), Tail(x, moved)),
            })
            {
                after.Estimate.ShouldBe(before.Estimate + added, 1e-9);
                (after.Bounds(0.95)?.Lower ?? 0).ShouldBe(before.Bounds(0.95)?.Lower + added ?? 0, 1e-9);
                (after.Bounds(0.95)?.Upper ?? 0).ShouldBe(before.Bounds(0.95)?.Upper + added ?? 0, 1e-9);
            }
        });

    [Fact]
    public void A_larger_value_never_lowers_the_shift() =>
        Gen.Select(Sample, Sample, Gen.Int[0, 3], Gen.Double[0, 2]).Sample((x, y, index, raise) =>
        {
            double[] raised = [.. y.Select((v, i) => i == index ? v + raise : v).Order()];
            new TwoSampleShift(x, raised).Estimate.ShouldBeGreaterThanOrEqualTo(new TwoSampleShift(x, y).Estimate - 1e-12);
            new PairedShift(raised).Estimate.ShouldBeGreaterThanOrEqualTo(new PairedShift(y).Estimate - 1e-12);
        });

    [Fact]
    public void An_interval_holds_its_estimate_and_grows_with_its_confidence() => Gen.Select(Sample, Sample).Sample((x, y) =>
    {
        foreach (var shift in new Shift[]
        {
            new TwoSampleShift(x, y), new PairedShift(x), Tail(x, y), new WidenedShift(new TwoSampleShift(x, y), 2.5, new SessionSpread(0.1, 8)),
        })
        {
            if (shift.Bounds(0.99) is { } wide)
            {
                var narrow = shift.Bounds(0.9)!.Value;
                wide.Lower.ShouldBeLessThanOrEqualTo(narrow.Lower);
                wide.Upper.ShouldBeGreaterThanOrEqualTo(narrow.Upper);
                shift.Estimate.ShouldBeInRange(narrow.Lower - 1e-12, narrow.Upper + 1e-12);
            }
        }
    });

    [Fact]
    public void A_p_value_is_below_the_error_rate_exactly_when_the_interval_is_above_the_limit() =>
        Gen.Select(Sample, Sample, Gen.Double[-1, 1]).Sample((x, y, limit) =>
        {
            var shift = new TwoSampleShift(x, y);
            if (shift.Bounds(0.975) is { } bounds && Math.Abs(bounds.Lower - limit) > 1e-9)
            {
                (shift.PValueAbove(limit, 0.975) < 0.025).ShouldBe(bounds.Lower > limit);
            }
        });

    [Fact]
    public void Intervals_of_95_percent_cover_the_true_shift_in_about_95_percent_of_the_samples()
    {
        // 400 draws: 92 to 98 is more than 2.5 standard errors either way. Harrell-Davis has lower coverage for a tail of 40.
        Coverage((x, y) => new TwoSampleShift(x, y)).ShouldBeInRange(0.92, 0.98);
        Coverage((_, y) => new PairedShift(y)).ShouldBeInRange(0.92, 0.98);
        Coverage((x, y) => Quantile(x, y, 0.5)).ShouldBeInRange(0.92, 0.99);
    }

    [Fact]
    public void Serial_dependence_and_sessions_widen_an_interval_as_much_as_they_are_said_to()
    {
        var (x, y) = Drawn[0];
        var plain = new TwoSampleShift([.. x.Order()], [.. y.Order()]);
        var bounds = plain.Bounds(0.95)!.Value;

        new WidenedShift(plain, 4, null).Bounds(0.95)!.Value.Upper.ShouldBe(plain.Estimate + (2 * (bounds.Upper - plain.Estimate)), 1e-12);
        var spread = new SessionSpread(0.5, 1_000_000);
        var within = bounds.Upper - plain.Estimate;
        new WidenedShift(plain, 1, spread).Bounds(0.95)!.Value.Upper
            .ShouldBe(plain.Estimate + Math.Sqrt((within * within) + (2 * 1.96 * 1.96 * 0.25)), 1e-3);
    }

    [Fact]
    public void Four_sessions_are_no_spread_and_a_fifth_makes_one()
    {
        var sessions = Enumerable.Range(0, 5).Select(i => new Estimate(1000 + (50 * i), null)).ToArray();
        SessionSpread.From(sessions[..4]).ShouldBeNull();
        SessionSpread.From([.. sessions[..4], new Estimate(0, null)]).ShouldBeNull();
        SessionSpread.From(sessions)!.Value.Deviation.ShouldBeGreaterThan(0.05);
    }

    [Theory]
    [InlineData(4, 6)]
    [InlineData(10, 10)]
    [InlineData(12, 30)]
    public void Critical_ranks_agree_with_the_exact_distribution_of_Perfolizer(int x, int y)
    {
        var rank = (int)CriticalRank.MannWhitney(x, y, 0.95);
        // Perfolizer's function is the probability of a value below the last argument.
        MannWhitneyLoefflerExactCdf.Instance.Cdf(x, y, rank).ShouldBeLessThanOrEqualTo(0.025);
        MannWhitneyLoefflerExactCdf.Instance.Cdf(x, y, rank + 1).ShouldBeGreaterThan(0.025);
    }

    [Fact]
    public void A_stratum_that_gives_no_interval_has_no_weight()
    {
        double[] large = [.. Normal(30, 1).Order()];
        double[] tiny = [5];
        var known = new TwoSampleShift(large, [.. large.Select(v => v + 0.3)]);

        CombinedShift.Combine([known, new TwoSampleShift(tiny, tiny)])!.Estimate.ShouldBe(0.3, 1e-9);
        CombinedShift.Combine([new TwoSampleShift(tiny, tiny), new TwoSampleShift(tiny, tiny)]).ShouldBeNull();
    }

    [Fact]
    public void Holm_and_Benjamini_Hochberg_hold_what_their_papers_say()
    {
        MultipleTests.Holm([0.01, 0.04, 0.03, 0.005], 0.05).ShouldBe([true, false, false, true]);
        MultipleTests.BenjaminiHochberg([0.01, 0.04, 0.03, 0.005], 0.05).ShouldBe([true, true, true, true]);
        MultipleTests.BenjaminiHochberg([0.2, 0.04, 0.6], 0.05).ShouldBe([false, false, false]);
        MultipleTests.BenjaminiHochberg([0.02, 0.02], 0.05).ShouldBe([true, true]);
        MultipleTests.Holm([], 0.05).ShouldBeEmpty();
    }

    private static double Coverage(Func<double[], double[], Shift> shift) => Drawn.Average(draw =>
        shift([.. draw.X.Order()], [.. draw.Y.Select(v => v + 0.4).Order()]).Bounds(0.95) is { } b && b.Lower <= 0.4 && b.Upper >= 0.4 ? 1.0 : 0.0);

    private static StudentShift Tail(double[] x, double[] y) => Quantile(x, y, 0.9);

    private static StudentShift Quantile(double[] x, double[] y, double p)
    {
        var (a, b) = (HarrellDavis.Moments(x, p), HarrellDavis.Moments(y, p));
        return StudentShift.Between(
            new ScaledEstimate(a.Quantile, a.StandardError, x.Length - 1), new ScaledEstimate(b.Quantile, b.StandardError, y.Length - 1))!;
    }

    private static double[] Normal(int count, int seed) => [.. Metrics.Series.LogNormal(count, 1, seed).Select(v => Math.Log(v / 1000))];
}
