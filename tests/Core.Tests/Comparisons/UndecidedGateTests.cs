using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Tests.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Comparisons;

public sealed class UndecidedGateTests
{
    private static readonly IReadOnlyList<double> Latencies = [.. Series.LogNormal(100, 0.05, 1)];

    [Fact]
    public void A_gate_that_the_iterations_cannot_carry_does_not_vanish()
    {
        var comparison = Comparer.Compare(Captures.Of("2", Latencies.Take(10)).Against(Captures.Of("1", Latencies.Take(10))));

        comparison.Metric(Captures.P50).Status.ShouldBe(MetricStatus.Pass);
        foreach (var gate in new[] { Captures.P95, Captures.Throughput })
        {
            (comparison.Metric(gate).Status, comparison.Metric(gate).Reason)
                .ShouldBe((MetricStatus.NotGated, "needs 20 iterations on each side; has 10 and 10"));
        }

        comparison.Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Fewer_than_five_iterations_against_many_decide_nothing(int few)
    {
        foreach (var rule in Enum.GetValues<DecisionRule>())
        {
            var there = Compare(Captures.Of("2", Latencies.Take(few).Select(latency => 3 * latency)), Captures.Of("1", Latencies), rule);
            var back = Compare(Captures.Of("2", Latencies), Captures.Of("1", Latencies.Take(few)), rule);

            foreach (var gate in new[] { Captures.P50, Captures.Memory })
            {
                (there.Metric(gate).Status, there.Metric(gate).Reason).ShouldBe((MetricStatus.Inconclusive, $"needs 5 iterations on each side; has 100 and {few}"));
                (back.Metric(gate).Status, back.Metric(gate).Reason).ShouldBe((MetricStatus.Inconclusive, $"needs 5 iterations on each side; has {few} and 100"));
            }

            there.Verdict.ShouldBe(Verdict.Inconclusive);
            there.Metric(Captures.P50).Effect95.ShouldBeNull();
        }

        static Comparison Compare(NamedBaseline current, NamedBaseline baseline, DecisionRule rule) => Comparer.Compare(current.Against(baseline) with { Rule = rule });
    }

    [Fact]
    public void A_single_iteration_that_failed_raises_no_alarm()
    {
        var failed = Captures.Of("2", [.. Series.OfLatencies(Latencies.Take(2)).Select((m, i) => i == 0 ? m.Failing(Core.Iterations.ErrorKind.Server) : m)]);

        var metric = Comparer.Compare(failed.Against(Captures.Of("1", Latencies))).Metric("error_rate");

        (metric.Status, metric.Reason).ShouldBe((MetricStatus.NotGated, "needs 5 iterations on each side; has 100 and 2"));
    }

    [Fact]
    public void What_is_left_of_many_failures_is_few_too()
    {
        var broken = Captures.Of("2", [.. Series.OfLatencies(Latencies).Select((m, i) => i < 97 ? m.Failing(Core.Iterations.ErrorKind.Server) : m)]);

        var metric = Comparer.Compare(broken.Against(Captures.Of("1", Latencies))).Metric(Captures.P50);

        (metric.Status, metric.Reason).ShouldBe((MetricStatus.Inconclusive, "needs 5 iterations on each side; has 100 and 3"));
    }

    [Fact]
    public void A_side_of_few_samples_decides_nothing_against_point_values_and_point_values_are_taken_at_their_word()
    {
        var points = Captures.Points("1", (Captures.P50, 1000), (Captures.P95, 1100));
        var few = Comparer.Compare(Captures.Of("2", Latencies.Take(4)).Against(points) with { Gates = [Captures.P50] });
        few.Metric(Captures.P50).Reason.ShouldBe("needs 5 iterations on each side; has 100 and 4");
        few.Verdict.ShouldBe(Verdict.Inconclusive);

        var once = points.With(workload => workload with { Iterations = 1 });
        Comparer.Compare(Captures.Of("2", Latencies).Against(once) with { Gates = [Captures.P50, Captures.P95] }).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void The_plain_rule_decides_for_each_of_several_workloads()
    {
        var same = Captures.Workload(Series.OfLatencies(Latencies));
        var slower = Captures.Workload(Series.OfLatencies(Latencies.Select(latency => latency * 1.3)));
        var baseline = Captures.Of("1", Latencies).WithWorkloads(("a", same), ("b", same));

        var comparison = Comparer.Compare(baseline.WithWorkloads(("a", slower), ("b", slower)).Against(baseline)
            with
        { Gates = [Captures.P50], Rule = DecisionRule.Threshold });

        comparison.Verdict.ShouldBe(Verdict.Failure);
    }
}
