using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Tests.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Comparisons;

public sealed class GuardTests
{
    private const string ErrorRate = "error_rate";
    private const string ValidRate = "valid_persona_rate";

    private static readonly NamedBaseline Before = Captures.Of("1", Series.LogNormal(100, 0.12, 1));

    [Theory]
    [InlineData(40, MetricStatus.Failure, Verdict.Failure)]
    [InlineData(12, MetricStatus.Failure, Verdict.Failure)]
    [InlineData(7, MetricStatus.Warning, Verdict.Warning)]
    [InlineData(3, MetricStatus.Pass, Verdict.Pass)]
    [InlineData(0, MetricStatus.Pass, Verdict.Pass)]
    public void A_version_that_fails_its_calls_does_not_pass_for_being_as_fast(int percent, MetricStatus status, Verdict verdict)
    {
        var comparison = Comparer.Compare(Failing(percent).Against(Before) with { Gates = [Captures.P50] });

        comparison.Metric(ErrorRate).ShouldSatisfyAllConditions(
            metric => metric.IsGuard.ShouldBeTrue(),
            metric => metric.IsGate.ShouldBeFalse(),
            metric => metric.Status.ShouldBe(status),
            metric => metric.Threshold.ShouldBe(new Threshold(2, 10)),
            metric => metric.Effect!.ShouldSatisfyAllConditions(
                effect => effect.Method.ShouldBe(EffectMethod.Newcombe), effect => effect.Confidence.ShouldBe(0.975)));
        comparison.Metric(Captures.P50).Status.ShouldBe(MetricStatus.Pass);
        comparison.Verdict.ShouldBe(verdict);
    }

    [Fact]
    public void Personas_that_do_not_match_the_schema_alarm_too()
    {
        var current = Captures.Of("2", [.. Series.OfLatencies(Series.LogNormal(100, 0.12, 2)).Select((m, i) => i % 5 == 0 ? m with { PersonasValid = 0 } : m)]);

        var comparison = Comparer.Compare(current.Against(Before) with { Gates = [Captures.P50] });

        comparison.Metric(ValidRate).Status.ShouldBe(MetricStatus.Failure);
        comparison.Metric(ErrorRate).Status.ShouldBe(MetricStatus.Pass);
        comparison.Verdict.ShouldBe(Verdict.Failure);
    }

    [Fact]
    public void Guards_are_listed_under_the_gates_and_a_gate_is_no_guard()
    {
        var request = Failing(3).Against(Before) with { Gates = [Captures.P50, ErrorRate] };

        var comparison = Comparer.Compare(request);

        comparison.Metrics().Take(3).Select(metric => (metric.Metric, metric.IsGate, metric.IsGuard))
            .ShouldBe([(Captures.P50, true, false), (ErrorRate, true, false), (ValidRate, false, true)]);
        // As a gate it must show that there is no regression.
        comparison.Metric(ErrorRate).Status.ShouldBe(MetricStatus.Inconclusive);
    }

    [Fact]
    public void Guards_have_their_levels_and_can_be_turned_off()
    {
        var request = Failing(40).Against(Before) with { Gates = [Captures.P50] };

        var off = Comparer.Compare(request with { Guards = new Dictionary<string, Threshold>() });
        off.Verdict.ShouldBe(Verdict.Pass);
        off.Metrics().ShouldAllBe(metric => !metric.IsGuard);
        Comparer.Compare(request with { Guards = new Dictionary<string, Threshold> { [ErrorRate] = new(2, 60) } }).Verdict.ShouldBe(Verdict.Warning);
        Should.Throw<ArgumentException>(() => Comparer.Compare(request with { Guards = new Dictionary<string, Threshold> { ["errors"] = new(2, 10) } }));
    }

    [Theory]
    [InlineData(0.01, MetricStatus.Pass)]
    [InlineData(0.03, MetricStatus.Warning)]
    [InlineData(0.12, MetricStatus.Failure)]
    public void Without_samples_the_shown_values_decide(double rate, MetricStatus expected)
    {
        var baseline = Captures.Points("1", (Captures.P50, 1000), (ErrorRate, 0));

        var metric = Comparer.Compare(Captures.Points("2", (Captures.P50, 1000), (ErrorRate, rate)).Against(baseline)).Metric(ErrorRate);

        (metric.Status, metric.Reason).ShouldBe((expected, "point values only"));
        Comparer.Compare(baseline.Against(Captures.Points("2", (Captures.P50, 1000), (ErrorRate, rate)))).Metric(ErrorRate).Status.ShouldBe(MetricStatus.Pass);
    }

    [Fact]
    public void A_guard_without_a_value_on_a_side_is_not_judged_and_keeps_nothing_from_passing()
    {
        var comparison = Comparer.Compare(Failing(40).Against(Captures.Points("1", (Captures.P50, 1000))) with { Gates = [Captures.P50] });

        comparison.Metric(ErrorRate).ShouldSatisfyAllConditions(
            metric => metric.Status.ShouldBe(MetricStatus.NotGated), metric => metric.Reason.ShouldBe("new: the baseline has no value"));
        comparison.Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void Guards_leave_the_gates_their_share_of_the_error_rate() =>
        Comparer.Compare(Failing(3).Against(Before) with { Gates = [Captures.P50] }).Metric(Captures.P50).Effect!.Confidence.ShouldBe(0.95);

    [Fact]
    public void A_rise_that_many_workloads_may_show_by_chance_passes()
    {
        var (clean, broken) = (Before.Baseline.Workloads["standard"], Failing(7).Baseline.Workloads["standard"]);
        (string, Core.Baselines.BaselineWorkload)[] others = [.. Enumerable.Range(0, 7).Select(i => ($"same{i}", clean))];

        var comparison = Comparer.Compare(
            Before.WithWorkloads([("standard", broken), .. others]).Against(Before.WithWorkloads([("standard", clean), .. others])) with { Gates = [Captures.P50] });

        comparison.Metric(ErrorRate).Status.ShouldBe(MetricStatus.Pass);
        comparison.Metric(ErrorRate).Reason!.ShouldContain("among 8 workloads it may be chance");
    }

    private static NamedBaseline Failing(int percent) => Captures.Of(
        "2", [.. Series.OfLatencies(Series.LogNormal(100, 0.12, 2)).Select((m, i) => i * 3 % 100 < percent ? m.Failing(ErrorKind.Server) : m)]);
}
