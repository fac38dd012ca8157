using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Tests.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Comparisons;

/// <summary>A timeout is a lower bound of a latency, and so informs about a quantile that falls on it.</summary>
public sealed class TimeoutEvidenceTests
{
    private static readonly NamedBaseline Clean = Captures.Of("1", Series.LogNormal(100, 0.12, 1));

    [Fact]
    public void Six_of_a_hundred_timeouts_at_thirty_seconds_are_a_failure_by_their_lower_bound_alone()
    {
        var comparison = Comparer.Compare(TimingOut("2", 6).Against(Clean));

        var p95 = comparison.Metric(Captures.P95);
        p95.Baseline!.Value.ShouldBe(1200, 100);
        p95.ShouldSatisfyAllConditions(
            metric => metric.Current.ShouldBeNull(),
            metric => metric.Status.ShouldBe(MetricStatus.Failure),
            metric => metric.ThresholdStatus.ShouldBe(ThresholdStatus.Failure),
            metric => metric.ChangeBound!.Lower!.Value.ShouldBeGreaterThan(2000),
            metric => metric.ChangeBound!.Upper.ShouldBeNull(),
            metric => metric.Effect.ShouldBeNull(),
            metric => metric.Reason.ShouldBe("at least 30000 ms now: 6 of 100 iterations took that long or timed out, 0 of 100 in the baseline"));
        comparison.Verdict.ShouldBe(Verdict.Failure);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(60)]
    public void As_many_timeouts_as_before_do_not_alarm(int timeouts)
    {
        var comparison = Comparer.Compare(TimingOut("2", timeouts).Against(TimingOut("1", timeouts)));

        comparison.Metrics().ShouldAllBe(metric => metric.Status != MetricStatus.Failure && metric.Status != MetricStatus.Warning);
        comparison.Metric(Captures.P95).Status.ShouldBe(MetricStatus.NotGated);
        comparison.Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void A_few_more_timeouts_than_before_may_be_chance()
    {
        var metric = Comparer.Compare(TimingOut("2", 6).Against(TimingOut("1", 3))).Metric(Captures.P95);

        metric.Status.ShouldBe(MetricStatus.Inconclusive);
        metric.Reason!.ShouldEndWith("6 of 100 iterations took that long or timed out, 3 of 100 in the baseline, which may be chance");
    }

    [Fact]
    public void Timeouts_that_are_gone_are_an_improvement()
    {
        var metric = Comparer.Compare(Clean.Against(TimingOut("0", 20))).Metric(Captures.P95);

        metric.Status.ShouldBe(MetricStatus.Improved);
        metric.ChangeBound!.ShouldSatisfyAllConditions(bound => bound.Lower.ShouldBeNull(), bound => bound.Upper!.Value.ShouldBeLessThan(-90));
    }

    [Fact]
    public void A_median_that_falls_on_timeouts_is_a_failure_too() =>
        Comparer.Compare(TimingOut("2", 60).Against(Clean)).Metric(Captures.P50).Status.ShouldBe(MetricStatus.Failure);

    [Fact]
    public void A_deadline_close_to_the_latencies_shows_a_warning_at_most()
    {
        var tight = Captures.Of("2", [.. Series.OfLatencies(Series.LogNormal(100, 0.12, 2)).Select((m, i) => i % 5 == 0 ? m.TimingOut(1300) : m)]);

        Comparer.Compare(tight.Against(Clean)).Metric(Captures.P95).Status.ShouldBe(MetricStatus.Warning);
    }

    [Theory]
    [InlineData(1200d, MetricStatus.Failure)]
    [InlineData(40_000d, MetricStatus.Inconclusive)]
    public void Against_point_values_the_bound_is_judged_by_the_plain_rule(double p95, MetricStatus expected)
    {
        var points = Captures.Points("1", (Captures.P50, 1000), (Captures.P95, p95));

        Comparer.Compare(TimingOut("2", 6).Against(points)).Metric(Captures.P95).Status.ShouldBe(expected);
    }

    [Fact]
    public void Machines_that_both_timed_out_are_each_held_against_themselves()
    {
        // The machine that times out measured a tenth of the baseline and half of the current side; its timeout rate is unchanged.
        var (baseline, current) = (Captures.Of("1", Mixed(10)), Captures.Of("2", Mixed(2)));

        Comparer.Compare(current.Against(baseline)).Metric(Captures.P95).Status.ShouldNotBe(MetricStatus.Failure);
    }

    private static NamedBaseline TimingOut(string version, int percent) => Captures.Of(
        version, [.. Series.OfLatencies(Series.LogNormal(100, 0.12, 2)).Select((m, i) => i * 3 % 100 < percent ? m.TimingOut(30_000) : m)]);

    private static List<Measurement> Mixed(int every) => [.. Series.OfLatencies(Series.LogNormal(200, 0.12, 3)).Select((m, i) => i % every != 0 ? m
        : i % 5 == 0 ? m.TimingOut(30_000) with { WorkerId = "w2", Fingerprint = "sha256:slow" }
        : m with { WorkerId = "w2", Fingerprint = "sha256:slow" })];
}
