using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Tests.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Comparisons;

public sealed class OddSampleTests
{
    private static readonly IReadOnlyList<double> Before = [.. Series.LogNormal(100, 0.12, 1)];
    private static readonly IReadOnlyList<double> After = [.. Series.LogNormal(100, 0.12, 2)];

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Tiny_samples_decide_nothing(int count)
    {
        var metric = Comparer.Compare(Captures.Of("2", Before.Take(count).Select(latency => 3 * latency)).Against(Captures.Of("1", Before.Take(count)))
            with
        { Gates = [Captures.P50] }).Metric(Captures.P50);

        metric.Status.ShouldBe(MetricStatus.Inconclusive);
        metric.Reason.ShouldBe($"needs 5 iterations on each side; has {count} and {count}");
        metric.ThresholdStatus.ShouldBe(ThresholdStatus.Failure);
    }

    [Theory]
    [InlineData(1.0, MetricStatus.Pass)]
    [InlineData(1.05, MetricStatus.Pass)]
    [InlineData(1.12, MetricStatus.Warning)]
    [InlineData(1.3, MetricStatus.Failure)]
    [InlineData(0.8, MetricStatus.Improved)]
    public void Constant_samples_differ_by_what_they_differ(double factor, MetricStatus expected)
    {
        var comparison = Comparer.Compare(Captures.Of("2", Enumerable.Repeat(1000 * factor, 30)).Against(Captures.Of("1", Enumerable.Repeat(1000.0, 30))));

        comparison.Metric(Captures.P50).Status.ShouldBe(expected);
        comparison.Metric(Captures.P95).Effect!.Lower.ShouldBe(100 * (factor - 1), 1e-6);
    }

    [Fact]
    public void Zeros_among_the_values_are_compared_by_differences()
    {
        double[] some = [0, .. Before.Skip(1)];
        var comparison = Comparer.Compare(Captures.Of("2", some.Select(latency => latency * 1.5)).Against(Captures.Of("1", some))
            with
        { Gates = [Captures.P50] });

        comparison.Metric(Captures.P50).Effect!.Estimate.ShouldBe(50, 3);
        comparison.Verdict.ShouldBe(Verdict.Failure);
    }

    [Fact]
    public void Nothing_but_zeros_on_both_sides_passes()
    {
        var free = Captures.Of("1", [.. Series.OfLatencies(Before).Select(m => m with { CostUsd = 0 })]);

        var metric = Comparer.Compare(free.Against(free) with { Gates = ["cost_per_persona_usd"] }).Metric("cost_per_persona_usd");

        metric.Status.ShouldBe(MetricStatus.Pass);
        metric.Reason!.ShouldContain("zero");
    }

    [Fact]
    public void Timeouts_stay_in_the_tail_and_are_counted()
    {
        var hanging = Series.OfLatencies(After).Select((m, i) => i % 10 == 0 ? m.TimingOut(60_000) : m).ToList();

        var comparison = Comparer.Compare(Captures.Of("2", hanging).Against(Captures.Of("1", Before)) with { Gates = [Captures.P50, Captures.P95] });

        comparison.Metric(Captures.P95).Status.ShouldBe(MetricStatus.Failure);
        comparison.Metric(Captures.P95).Reason!.ShouldContain("timed out");
        comparison.Metric(Captures.P50).CurrentSample!.Censored.ShouldBe(10);
        comparison.Baselines[0].Notes.ShouldContain("iterations that timed out count as at least as long as their timeout");
    }

    [Fact]
    public void Outliers_are_counted_and_dropped_only_when_asked_for()
    {
        double[] spiky = [.. After.Select((latency, i) => i < 5 ? 40 * latency : latency)];
        var request = Captures.Of("2", spiky).Against(Captures.Of("1", Before)) with { Gates = [Captures.P95] };

        var kept = Comparer.Compare(request);
        var dropped = Comparer.Compare(request with { Outliers = OutlierPolicy.Drop });

        kept.Metric(Captures.P95).CurrentSample!.Outliers.ShouldBe(5);
        kept.Metric(Captures.P95).CurrentSample!.Count.ShouldBe(100);
        kept.Metric(Captures.P95).Effect!.Estimate.ShouldBeGreaterThan(100);
        dropped.Metric(Captures.P95).Effect!.Estimate.ShouldBeLessThan(20);
        dropped.Baselines[0].Notes.ShouldContain("outliers left out of the gates' intervals: 5");
    }

    [Fact]
    public void Two_clusters_of_values_and_serial_dependence_are_marked()
    {
        double[] bimodal = [.. Before.Select((latency, i) => i % 4 == 0 ? 3 * latency : latency)];
        double[] drifting = [.. After.Select((latency, i) => latency * Math.Exp(0.4 * Math.Sin(i / 16.0)))];

        var metric = Comparer.Compare(Captures.Of("2", drifting).Against(Captures.Of("1", bimodal))).Metric(Captures.P50);

        metric.BaselineSample!.IsMultimodal.ShouldBeTrue();
        metric.BaselineSample.Modes.Count.ShouldBe(2);
        metric.BaselineSample.IsSeriallyDependent.ShouldBeFalse();
        metric.CurrentSample!.IsSeriallyDependent.ShouldBeTrue();
        metric.CurrentSample.InOrder.ShouldBe(drifting, 0.001);
    }

    [Fact]
    public void Serial_dependence_widens_the_interval()
    {
        double[] drifting = [.. After.Select((latency, i) => latency * Math.Exp(0.2 * Math.Sin(i / 16.0)))];
        double[] shuffled = [.. drifting.Select((latency, i) => (latency, i)).OrderBy(pair => pair.i * 37 % 100).Select(pair => pair.latency)];

        Width(drifting).ShouldBeGreaterThan(1.5 * Width(shuffled));

        static double Width(double[] latencies)
        {
            var effect = Comparer.Compare(Captures.Of("2", latencies).Against(Captures.Of("1", Before))).Metric(Captures.P50).Effect!;
            return effect.Upper - effect.Lower;
        }
    }

    [Fact]
    public void Timeouts_are_no_outliers_to_drop()
    {
        var hanging = Series.OfLatencies(After).Select((m, i) => i is 10 or 60 ? m.TimingOut(60_000) : m).ToList();

        var metric = Comparer.Compare(Captures.Of("2", hanging).Against(Captures.Of("1", Before))
            with
        { Gates = [Captures.P95], Outliers = OutlierPolicy.Drop }).Metric(Captures.P95);

        // They carry weight in p95, so its change is unknown.
        metric.Effect.ShouldBeNull();
        metric.Status.ShouldBe(MetricStatus.Inconclusive);
    }
}
