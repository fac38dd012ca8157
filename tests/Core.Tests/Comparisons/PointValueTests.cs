using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Comparisons;

public sealed class PointValueTests
{
    private static readonly NamedBaseline Seed = Captures.Points(
        "1.11.0", (Captures.P50, 1250), (Captures.P95, 1890), (Captures.Throughput, 48), (Captures.Memory, 512));

    [Fact]
    public void The_first_example_passes_warns_passes_and_passes()
    {
        var current = Captures.Points("1.12.0", (Captures.P50, 1180), (Captures.P95, 2100), (Captures.Throughput, 51), (Captures.Memory, 498));

        var comparison = Comparer.Compare(current.Against(Seed));

        comparison.Metrics().Select(metric => metric.Status)
            .ShouldBe([MetricStatus.Pass, MetricStatus.Warning, MetricStatus.Pass, MetricStatus.Pass]);
        comparison.Metrics().Select(metric => Math.Round(metric.ChangePercent!.Value, 1)).ShouldBe([-5.6, 11.1, 6.2, -2.7]);
        comparison.Verdict.ShouldBe(Verdict.Warning);
        comparison.Baselines[0].Workloads[0].PointValuesOnly.ShouldBeTrue();
        comparison.Baselines[0].Notes.ShouldHaveSingleItem().ShouldContain("point values only");
        comparison.Metrics().ShouldAllBe(metric => metric.Effect == null && metric.Reason == "point values only");
    }

    [Fact]
    public void Twenty_six_percent_more_latency_fails()
    {
        var current = Captures.Points("1.12.0", (Captures.P50, 1575), (Captures.P95, 1890), (Captures.Throughput, 48), (Captures.Memory, 512));

        Comparer.Compare(current.Against(Seed)).Verdict.ShouldBe(Verdict.Failure);
    }

    [Theory]
    [InlineData(Captures.Throughput, 43.3, MetricStatus.Pass)]
    [InlineData(Captures.Throughput, 43.2, MetricStatus.Warning)]
    [InlineData(Captures.Throughput, 36, MetricStatus.Failure)]
    [InlineData(Captures.Throughput, 53, MetricStatus.Improved)]
    [InlineData(Captures.Memory, 610, MetricStatus.Pass)]
    [InlineData(Captures.Memory, 615, MetricStatus.Warning)]
    [InlineData(Captures.Memory, 768, MetricStatus.Failure)]
    [InlineData(Captures.P50, 1125, MetricStatus.Improved)]
    public void Each_metric_is_judged_by_its_direction_and_its_thresholds(string metric, double value, MetricStatus expected)
    {
        var current = Seed.With(workload => workload with { Metrics = new Dictionary<string, double?>(workload.Metrics) { [metric] = value } });

        Comparer.Compare(current.Against(Seed)).Metric(metric).Status.ShouldBe(expected);
    }

    [Fact]
    public void A_metric_that_the_current_side_lacks_is_missing_and_never_passes()
    {
        var current = Captures.Points("1.12.0", (Captures.P50, 1250), (Captures.P95, null), (Captures.Throughput, 48), (Captures.Memory, 512));

        var comparison = Comparer.Compare(current.Against(Seed));

        comparison.Metric(Captures.P95).Status.ShouldBe(MetricStatus.Missing);
        comparison.Metric(Captures.P95).ThresholdStatus.ShouldBeNull();
        comparison.Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void A_gate_that_the_baseline_has_no_value_of_is_shown_and_undecided()
    {
        var baseline = Captures.Points("1.11.0", (Captures.P50, 1250));

        var comparison = Comparer.Compare(Seed.Against(baseline));

        comparison.Metric(Captures.Memory).ShouldSatisfyAllConditions(
            metric => metric.Status.ShouldBe(MetricStatus.NotGated),
            metric => metric.Reason.ShouldBe("new: the baseline has no value"),
            metric => metric.Current.ShouldBe(512));
        comparison.Metric(Captures.P50).Status.ShouldBe(MetricStatus.Pass);
        comparison.Verdict.ShouldBe(Verdict.Inconclusive);
        Comparer.Compare(Seed.Against(baseline) with { Gates = [Captures.P50] }).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void Nothing_to_decide_by_is_no_pass() =>
        Comparer.Compare(Captures.Points("1.12.0").Against(Captures.Points("1.11.0"))).Verdict.ShouldBe(Verdict.Inconclusive);

    [Theory]
    [InlineData(0, 0, 0d, MetricStatus.Pass)]
    [InlineData(0, 5, null, MetricStatus.Failure)]
    [InlineData(5, 0, -100d, MetricStatus.Improved)]
    public void Zero_is_compared_without_dividing_by_it(double baseline, double current, double? change, MetricStatus expected)
    {
        var comparison = Comparer.Compare(Captures.Points("2", (Captures.P50, current)).Against(Captures.Points("1", (Captures.P50, baseline))));

        comparison.Metric(Captures.P50).ChangePercent.ShouldBe(change);
        comparison.Metric(Captures.P50).Status.ShouldBe(expected);
    }

    [Fact]
    public void Rates_change_by_points()
    {
        var request = Captures.Points("2", ("error_rate", 0.12)).Against(Captures.Points("1", ("error_rate", 0.01))) with { Gates = ["error_rate"] };

        var metric = Comparer.Compare(request).Metric("error_rate");

        metric.ChangePercent!.Value.ShouldBe(11, 1e-9);
        metric.Status.ShouldBe(MetricStatus.Failure);
    }

    [Fact]
    public void Several_baselines_are_compared_one_by_one_and_the_worst_counts()
    {
        var worse = Captures.Points("1.10.0", (Captures.P50, 900), (Captures.P95, 1890), (Captures.Throughput, 48), (Captures.Memory, 512));

        var comparison = Comparer.Compare(Seed.Against(Seed, worse));

        comparison.Baselines.Select(baseline => (baseline.Baseline.Name, baseline.Verdict))
            .ShouldBe([("v1.11.0", Verdict.Pass), ("v1.10.0", Verdict.Failure)]);
        comparison.Verdict.ShouldBe(Verdict.Failure);
    }

    [Fact]
    public void A_request_without_baseline_or_gate_or_with_an_unknown_gate_is_refused()
    {
        Should.Throw<ArgumentException>(() => Comparer.Compare(Seed.Against()));
        Should.Throw<ArgumentException>(() => Comparer.Compare(Seed.Against(Seed) with { Gates = [] }));
        Should.Throw<ArgumentException>(() => Comparer.Compare(Seed.Against(Seed) with { Gates = ["latency"] })).Message.ShouldStartWith("latency is not a metric");
    }
}
