using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Core.Tests.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Comparisons;

public sealed class SampleComparisonTests
{
    private static readonly IReadOnlyList<double> Before = [.. Series.LogNormal(100, 0.12, 1)];
    private static readonly IReadOnlyList<double> Wide = [.. Series.LogNormal(40, 0.5, 5)];
    private static readonly IReadOnlyList<double> After = [.. Series.LogNormal(100, 0.12, 2)];

    [Theory]
    [InlineData(1.0, Verdict.Pass)]
    [InlineData(1.15, Verdict.Warning)]
    [InlineData(1.4, Verdict.Failure)]
    public void A_change_of_the_samples_is_found(double factor, Verdict expected)
    {
        var request = Slower(factor).Against(Captures.Of("1", Before)) with { Gates = [Captures.P50, Captures.P95] };

        var comparison = Comparer.Compare(request);

        comparison.Verdict.ShouldBe(expected);
        var p50 = comparison.Metric(Captures.P50);
        p50.Effect!.ShouldSatisfyAllConditions(
            effect => effect.Estimate.ShouldBe(100 * (factor - 1), 6),
            effect => effect.Confidence.ShouldBe(0.975),
            effect => effect.Method.ShouldBe(EffectMethod.HodgesLehmann),
            effect => effect.Lower.ShouldBeLessThan(p50.Effect95!.Lower));
        comparison.Metric(Captures.P95).Effect!.Method.ShouldBe(EffectMethod.HarrellDavis);
    }

    [Fact]
    public void An_improvement_is_one_and_passes()
    {
        var comparison = Comparer.Compare(Slower(0.7).Against(Captures.Of("1", Before)));

        comparison.Metric(Captures.P50).Status.ShouldBe(MetricStatus.Improved);
        comparison.Metric(Captures.Throughput).Status.ShouldBe(MetricStatus.Improved);
        comparison.Metric(Captures.Throughput).Effect!.Method.ShouldBe(EffectMethod.TimeBlocks);
        comparison.Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void Fewer_personas_per_minute_are_worse() => Comparer.Compare(
        Slower(1.6).Against(Captures.Of("1", Before)) with { Gates = [Captures.Throughput] }).Verdict.ShouldBe(Verdict.Failure);

    [Fact]
    public void An_older_files_throughput_that_includes_other_providers_time_is_recomputed_from_its_samples()
    {
        var older = Captures.Of("1", Before).With(workload => workload with
        {
            Metrics = new Dictionary<string, double?>(workload.Metrics) { [Captures.Throughput] = 20 },
        });

        var throughput = Comparer.Compare(Captures.Of("2", Before).Against(older)).Metric(Captures.Throughput);

        throughput.ChangePercent.ShouldBe(0);
        throughput.Baseline.ShouldBe(throughput.Current);
    }

    [Fact]
    public void The_plain_label_is_shown_beside_a_status_that_disagrees_with_it()
    {
        var noisy = Captures.Of("1", Series.LogNormal(30, 0.6, 3));
        var current = Captures.Of("2", Series.LogNormal(30, 0.6, 4).Select(latency => latency * 1.3));

        var metric = Comparer.Compare(current.Against(noisy) with { Gates = [Captures.P50] }).Metric(Captures.P50);

        metric.ThresholdStatus.ShouldBe(ThresholdStatus.Failure);
        metric.Status.ShouldBe(MetricStatus.Inconclusive);
        metric.Reason!.ShouldContain("too uncertain to call");
    }

    [Fact]
    public void The_threshold_rule_takes_the_plain_label_and_says_so()
    {
        var noisy = Captures.Of("1", Series.LogNormal(30, 0.6, 3));
        var request = Captures.Of("2", Series.LogNormal(30, 0.6, 4).Select(latency => latency * 1.3)).Against(noisy)
            with
        { Gates = [Captures.P50], Rule = DecisionRule.Threshold };

        var comparison = Comparer.Compare(request);

        comparison.Verdict.ShouldBe(Verdict.Failure);
        comparison.Metric(Captures.P50).Reason.ShouldBe("only the shown values are compared (--rule threshold)");
        comparison.Metric(Captures.P50).Effect.ShouldNotBeNull();
    }

    [Fact]
    public void What_would_settle_it_is_named_with_time_and_money()
    {
        var request = Captures.Of("2", Wide.Select(latency => latency * 1.05).Reverse()).Against(Captures.Of("1", Wide)) with { Gates = [Captures.P50] };

        var metric = Comparer.Compare(request).Metric(Captures.P50);

        metric.Status.ShouldBe(MetricStatus.Inconclusive);
        var settlement = metric.SampleSizeEstimate!;
        var more = settlement.MoreBaselineIterations + settlement.MoreCurrentIterations;
        more.ShouldBeGreaterThan(10);
        settlement.CostUsd!.Value.ShouldBe(more * 0.002, 1e-9);
        settlement.Time!.Value.TotalSeconds.ShouldBeInRange(more * 0.8, more * 1.6);
    }

    [Fact]
    public void As_many_iterations_as_were_named_settle_it()
    {
        var few = Comparer.Compare(Tiled(1).Against(Captures.Of("1", Repeated(Before, 1))) with { Gates = [Captures.P50], Thresholds = Tight });
        var settlement = few.Metric(Captures.P50).SampleSizeEstimate!;
        var times = (int)Math.Ceiling((100.0 + settlement.MoreCurrentIterations) / 100);

        var enough = Comparer.Compare(Tiled(times).Against(Captures.Of("1", Repeated(Before, settlement.MoreBaselineIterations == 0 ? 1 : times)))
            with
        { Gates = [Captures.P50], Thresholds = Tight });

        few.Verdict.ShouldBe(Verdict.Inconclusive);
        enough.Verdict.ShouldNotBe(Verdict.Inconclusive);

        static NamedBaseline Tiled(int times) => Captures.Of("2", Repeated([.. Before.Reverse().Select(latency => latency * 1.02)], times));
    }

    [Fact]
    public void P99_decides_from_four_hundred_iterations_a_side()
    {
        var few = Captures.Of("2", Series.LogNormal(399, 0.1, 2).Select(latency => 2 * latency)).Against(Captures.Of("1", Series.LogNormal(400, 0.1, 1)))
            with
        { Gates = ["generation_latency_p99"] };
        var metric = Comparer.Compare(few).Metric("generation_latency_p99");
        metric.Status.ShouldBe(MetricStatus.NotGated);
        metric.Reason.ShouldBe("needs 400 iterations on each side; has 400 and 399");
        metric.Effect.ShouldNotBeNull();
        Comparer.Compare(few).Verdict.ShouldBe(Verdict.Inconclusive);

        var enough = few with { Current = Captures.Of("2", Series.LogNormal(400, 0.1, 2).Select(latency => 2 * latency)) };
        Comparer.Compare(enough).Verdict.ShouldBe(Verdict.Failure);
    }

    [Fact]
    public void Ten_iterations_have_no_p95_and_no_throughput_to_decide_by_but_a_p50()
    {
        var comparison = Comparer.Compare(Captures.Of("2", Before.Take(10).Select(latency => 1.5 * latency)).Against(Captures.Of("1", Before.Take(10))));

        comparison.Metric(Captures.P95).ShouldSatisfyAllConditions(
            metric => metric.Status.ShouldBe(MetricStatus.NotGated), metric => metric.Reason!.ShouldContain("20 iterations"));
        comparison.Metric(Captures.Throughput).Status.ShouldBe(MetricStatus.NotGated);
        comparison.Metric(Captures.P50).Status.ShouldBe(MetricStatus.Failure);
    }

    [Fact]
    public void Rates_are_compared_by_Newcombes_interval()
    {
        var broken = Series.OfLatencies(After).Select((m, i) => i % 3 == 0 ? m.Failing(ErrorKind.BadJson) : m).ToList();

        var metric = Comparer.Compare(Captures.Of("2", broken).Against(Captures.Of("1", Before)) with { Gates = ["error_rate"] }).Metric("error_rate");

        metric.Status.ShouldBe(MetricStatus.Failure);
        metric.Effect!.Method.ShouldBe(EffectMethod.Newcombe);
        metric.Effect.Estimate.ShouldBe(34, 1e-9);
    }

    [Fact]
    public void The_spread_of_five_stored_sessions_widens_the_interval_and_of_four_does_not()
    {
        var request = Slower(1.15).Against(Captures.Of("1", Before)) with { Gates = [Captures.P50] };
        Estimate[] sessions = [.. new double[] { 900, 1100, 980, 1060, 940 }.Select(value => new Estimate(value, new Interval(value * 0.98, value * 1.02)))];

        Comparer.Compare(request with { Sessions = [new("standard", null, Captures.P50, sessions[..4])] }).Verdict.ShouldBe(Verdict.Warning);
        var spread = Comparer.Compare(request with { Sessions = [new("standard", null, Captures.P50, sessions)] });
        spread.Verdict.ShouldBe(Verdict.Inconclusive);
        // No number of iterations narrows the spread between sessions.
        spread.Metric(Captures.P50).SampleSizeEstimate.ShouldBeNull();
        Comparer.Compare(request with { Sessions = [new("quick", null, Captures.P50, sessions)] }).Verdict.ShouldBe(Verdict.Warning);
    }

    private static readonly Core.Configuration.Thresholds Tight = new() { Warn = 4, Fail = 25 };

    private static NamedBaseline Slower(double factor) => Captures.Of("2", After.Select(latency => latency * factor));

    private static IEnumerable<double> Repeated(IReadOnlyList<double> latencies, int times) => Enumerable.Repeat(latencies, times).SelectMany(one => one);
}
