using CsCheck;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Verdicts;

public sealed class GateDecisionTests
{
    private static readonly Threshold Default = new(10, 25);

    [Theory]
    [InlineData(30, 12, 50, MetricStatus.Failure)]
    [InlineData(25, 10.1, 40, MetricStatus.Failure)]
    [InlineData(24.9, 12, 50, MetricStatus.Warning)]
    [InlineData(30, 10, 50, MetricStatus.Warning)]
    [InlineData(30, 0.1, 60, MetricStatus.Warning)]
    [InlineData(5, 0.1, 10, MetricStatus.Warning)]
    [InlineData(5, 1, 9.9, MetricStatus.Pass)]
    [InlineData(0, -9, 9.9, MetricStatus.Pass)]
    [InlineData(0, -12, 12, MetricStatus.Inconclusive)]
    [InlineData(30, 0, 60, MetricStatus.Inconclusive)]
    [InlineData(-30, -50, -12, MetricStatus.Improved)]
    [InlineData(-8, -12, -0.1, MetricStatus.Improved)]
    [InlineData(-5, -9.9, -1, MetricStatus.Pass)]
    [InlineData(-20, -50, 8, MetricStatus.Pass)]
    public void An_interval_decides(double estimate, double lower, double upper, MetricStatus expected) =>
        GateDecision.Decide(new Regression(estimate, lower, upper), Default, isTail: false).ShouldBe(expected);

    [Theory]
    [InlineData(5, -12, 24.9, MetricStatus.Pass)]
    [InlineData(5, -12, 25, MetricStatus.Inconclusive)]
    [InlineData(12, 0.1, 24, MetricStatus.Warning)]
    public void A_tail_metric_passes_below_the_failure_threshold(double estimate, double lower, double upper, MetricStatus expected) =>
        GateDecision.Decide(new Regression(estimate, lower, upper), Default, isTail: true).ShouldBe(expected);

    [Theory]
    [InlineData(9.9, ThresholdStatus.Normal, MetricStatus.Pass)]
    [InlineData(10, ThresholdStatus.Warning, MetricStatus.Warning)]
    [InlineData(25, ThresholdStatus.Failure, MetricStatus.Failure)]
    [InlineData(-10, ThresholdStatus.Normal, MetricStatus.Improved)]
    [InlineData(double.PositiveInfinity, ThresholdStatus.Failure, MetricStatus.Failure)]
    public void The_plain_rule_uses_only_the_shown_change(double regression, ThresholdStatus label, MetricStatus status)
    {
        GateDecision.Label(regression, Default).ShouldBe(label);
        GateDecision.DecidePlainly(regression, Default).ShouldBe(status);
    }

    [Fact]
    public void The_mirror_image_of_a_regression_is_an_improvement_and_of_that_a_regression() =>
        Gen.Select(Gen.Double[-60, 60], Gen.Double[0, 40], Gen.Double[0, 40]).Sample((estimate, below, above) =>
        {
            var regression = new Regression(estimate, estimate - below, estimate + above);
            var (there, back) = (GateDecision.Decide(regression, Default, false), GateDecision.Decide(regression.Mirrored(), Default, false));
            (there is MetricStatus.Warning or MetricStatus.Failure).ShouldBe(back == MetricStatus.Improved);
        });

    [Fact]
    public void Worse_is_never_judged_milder() =>
        Gen.Select(Gen.Double[-60, 60], Gen.Double[0, 40], Gen.Double[0, 40], Gen.Double[0, 30]).Sample((estimate, below, above, more) =>
        {
            var before = GateDecision.Decide(new Regression(estimate, estimate - below, estimate + above), Default, false);
            var after = GateDecision.Decide(new Regression(estimate + more, estimate + more - below, estimate + more + above), Default, false);
            Rank(after).ShouldBeGreaterThanOrEqualTo(Rank(before));
        });

    [Fact]
    public void The_verdict_is_the_worst_gate_and_nothing_judged_is_no_pass()
    {
        Severity.Combine([MetricStatus.Pass, MetricStatus.Warning, MetricStatus.Inconclusive]).ShouldBe(Verdict.Warning);
        Severity.Combine([MetricStatus.Pass, MetricStatus.Missing]).ShouldBe(Verdict.Inconclusive);
        Severity.Combine([MetricStatus.Improved, MetricStatus.NotGated]).ShouldBe(Verdict.Pass);
        Severity.Combine([MetricStatus.NotGated]).ShouldBe(Verdict.Inconclusive);
        Severity.Combine([]).ShouldBe(Verdict.Inconclusive);
    }

    private static int Rank(MetricStatus status) => status switch
    {
        MetricStatus.Improved => 0,
        MetricStatus.Pass => 1,
        MetricStatus.Inconclusive => 1,
        MetricStatus.Warning => 2,
        _ => 3,
    };
}
