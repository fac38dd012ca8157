using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Tests.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Comparisons;

/// <summary>A threshold of zero tolerates no regression, and an unchanged value is not a regression.</summary>
public sealed class ZeroThresholdTests
{
    private const string Errors = "error_rate";

    [Theory]
    [InlineData(0, 0, MetricStatus.Pass)]
    [InlineData(0.02, 0.02, MetricStatus.Pass)]
    [InlineData(0, 0.01, MetricStatus.Failure)]
    [InlineData(0.02, 0.01, MetricStatus.Improved)]
    public void Of_shown_values(double baseline, double current, MetricStatus expected) =>
        Compared(Captures.Points("2", (Errors, current)), Captures.Points("1", (Errors, baseline)), DecisionRule.Interval).Status.ShouldBe(expected);

    [Theory]
    [InlineData(DecisionRule.Interval)]
    [InlineData(DecisionRule.Threshold)]
    public void Of_samples(DecisionRule rule)
    {
        var baseline = Captures.Of("1", Series.LogNormal(100, 0.1));
        var current = Captures.Of("2", Series.LogNormal(100, 0.1, seed: 2));

        Compared(current, baseline, rule).Status.ShouldBe(MetricStatus.Pass);
        Compared(current, baseline, rule).ThresholdStatus.ShouldBe(ThresholdStatus.Normal);
        Compared(WithErrors("2", 40), baseline, rule).Status.ShouldBe(MetricStatus.Failure);
    }

    [Theory]
    [InlineData(0, -3.7, 3.7, MetricStatus.Pass)]
    [InlineData(0, 0, 0, MetricStatus.Pass)]
    [InlineData(-1, -5, 3, MetricStatus.Pass)]
    [InlineData(1, -3, 5, MetricStatus.Inconclusive)]
    [InlineData(5, 1, 9, MetricStatus.Failure)]
    [InlineData(-5, -9, -1, MetricStatus.Improved)]
    public void Of_an_interval(double estimate, double lower, double upper, MetricStatus expected) =>
        GateDecision.Decide(new Regression(estimate, lower, upper), new Threshold(0, 0), isTail: false).ShouldBe(expected);

    private static NamedBaseline WithErrors(string version, int failing) => Captures.Of(
        version, [.. Series.OfLatencies(Series.LogNormal(100, 0.1)).Select((one, i) => i < failing ? one.Failing(Iterations.ErrorKind.Server) : one)]);

    private static MetricComparison Compared(NamedBaseline current, NamedBaseline baseline, DecisionRule rule) => Comparer.Compare(current.Against(baseline) with
    {
        Gates = [Errors],
        Rule = rule,
        Thresholds = new Thresholds { Metrics = new Dictionary<string, Threshold> { [Errors] = new(0, 0) } },
    }).Metric(Errors);
}
