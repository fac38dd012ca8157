using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Tests.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Comparisons;

public sealed class WorkloadComparisonTests
{
    private static readonly IReadOnlyList<double> Latencies = [.. Series.LogNormal(60, 0.2, 1)];
    private static readonly NamedBaseline Before = Captures.Of("1", Latencies);

    [Fact]
    public void A_workload_that_was_not_measured_is_missing_and_a_new_one_does_not_decide()
    {
        var work = Before.Baseline.Workloads["standard"];
        var baseline = Before.WithWorkloads(("standard", work), ("batch", work));
        var current = Before.WithWorkloads(("standard", work), ("quick", work));

        var comparison = Comparer.Compare(current.Against(baseline) with { Gates = [Captures.P50] });

        comparison.Baselines[0].Workloads.Select(one => (one.Workload, one.Verdict, one.Metrics[0].Status)).ShouldBe(
        [
            ("standard", Verdict.Pass, MetricStatus.Pass), ("batch", Verdict.Inconclusive, MetricStatus.Missing),
            ("quick", Verdict.Pass, MetricStatus.NotGated),
        ]);
        Comparer.Compare(current.Against(baseline) with { Workloads = ["quick"] }).Verdict.ShouldBe(Verdict.Inconclusive);
        Comparer.Compare(current.Against(baseline) with { Workloads = ["standard"] }).Baselines[0].Workloads.Count.ShouldBe(1);
    }

    [Fact]
    public void Workloads_are_matched_by_provider_and_a_file_without_one_fits_the_only_candidate()
    {
        var work = Before.Baseline.Workloads["standard"];
        var several = Before.WithWorkloads(("standard@a", work with { Provider = "a" }), ("standard@b", work with { Provider = "b" }));
        var one = Before.WithWorkloads(("standard", work with { Provider = "b" }));
        var unnamed = Before.WithWorkloads(("standard", work with { Provider = null }));

        Pairs(several, one).ShouldBe([("a", 60, null), ("b", 60, 60)]);
        Pairs(unnamed, one).ShouldBe([("b", 60, 60)]);
        Pairs(unnamed, several).ShouldBe([(null, 60, null), ("a", null, 60), ("b", null, 60)]);

        static (string?, int?, int?)[] Pairs(NamedBaseline baseline, NamedBaseline current) =>
            [.. Comparer.Compare(current.Against(baseline)).Baselines[0].Workloads.Select(w => (w.Provider, w.BaselineIterations, w.CurrentIterations))];
    }

    [Fact]
    public void A_warning_that_many_workloads_may_show_by_chance_is_none()
    {
        // Alone it is a clear regression; among seven unchanged ones it may be the one in twenty.
        var slower = Captures.Workload(Series.OfLatencies(Shifted(1.091)));
        var same = Captures.Workload(Series.OfLatencies(Latencies));
        (string, BaselineWorkload)[] others = [.. Enumerable.Range(0, 7).Select(i => ($"same{i}", same))];
        var alone = Comparer.Compare(Before.WithWorkloads(("standard", slower)).Against(Before) with { Gates = [Captures.P50] });
        var among = Comparer.Compare(
            Before.WithWorkloads([("standard", slower), .. others]).Against(Before.WithWorkloads([("standard", same), .. others])) with { Gates = [Captures.P50] });

        alone.Verdict.ShouldBe(Verdict.Warning);
        among.Metric(Captures.P50).Status.ShouldBe(MetricStatus.Inconclusive);
        among.Metric(Captures.P50).Reason!.ShouldContain("among 8 workloads it may be chance");
    }

    [Fact]
    public void A_failure_that_is_not_sure_enough_among_many_workloads_is_a_warning()
    {
        double[] wide = [.. Series.LogNormal(60, 0.28, 3)];
        var slower = Captures.Workload(Series.OfLatencies(wide.Select(latency => latency * 1.262).Reverse()));
        var same = Captures.Workload(Series.OfLatencies(wide));
        (string, BaselineWorkload)[] others = [.. Enumerable.Range(0, 40).Select(i => ($"same{i}", same))];
        var alone = Comparer.Compare(Before.WithWorkloads(("standard", slower)).Against(Captures.Of("1", wide)) with { Gates = [Captures.P50] });
        var among = Comparer.Compare(
            Before.WithWorkloads([("standard", slower), .. others]).Against(Before.WithWorkloads([("standard", same), .. others])) with { Gates = [Captures.P50] });

        alone.Verdict.ShouldBe(Verdict.Failure);
        among.Metric(Captures.P50).Status.ShouldBe(MetricStatus.Warning);
        among.Metric(Captures.P50).Reason!.ShouldContain("Holm");
    }

    [Theory]
    [InlineData("model")]
    [InlineData("concurrency")]
    [InlineData("definition")]
    public void Another_model_concurrency_or_definition_is_not_comparable_whatever_is_allowed(string field)
    {
        var baseline = Before.With(workload => workload with { Definition = "sha256:1" });
        var current = baseline.With(workload => field switch
        {
            "model" => workload with { Model = "model-2" },
            "concurrency" => workload with { Concurrency = 8 },
            _ => workload with { Definition = "sha256:2" },
        });

        var comparison = Comparer.Compare(current.Against(baseline) with { AllowDifferentEnvironment = true });

        comparison.Verdict.ShouldBe(Verdict.NotComparable);
        var workload = comparison.Baselines[0].Workloads[0];
        workload.Comparability.ShouldBe(ComparabilityLevel.NotComparable);
        workload.Differences.ShouldHaveSingleItem().Field.ShouldBe(field);
        comparison.Metric(Captures.P50).ShouldSatisfyAllConditions(
            metric => metric.Status.ShouldBe(MetricStatus.Inconclusive),
            metric => metric.Reason.ShouldBe("not comparable"),
            metric => metric.Effect.ShouldBeNull(),
            metric => metric.ChangePercent.ShouldBe(0));
    }

    [Fact]
    public void Another_machine_is_not_comparable_unless_it_is_allowed()
    {
        var current = Captures.Of("2", [.. Series.OfLatencies(Latencies).Select(m => m with { Fingerprint = "sha256:b" })]).WithEnvironment("cpu", "Intel Xeon");

        var refused = Comparer.Compare(current.Against(Before));
        var allowed = Comparer.Compare(current.Against(Before) with { AllowDifferentEnvironment = true });

        refused.Verdict.ShouldBe(Verdict.NotComparable);
        refused.Baselines[0].Comparability.ShouldBe(ComparabilityLevel.NotComparable);
        refused.Baselines[0].EnvironmentDiff.ShouldHaveSingleItem().ShouldBe(new FieldDifference("cpu", "AMD EPYC 7B13", "Intel Xeon", DifferenceWeight.Hard));
        allowed.Baselines[0].Comparability.ShouldBe(ComparabilityLevel.DifferentEnvironmentAllowed);
        allowed.Baselines[0].Notes[0].ShouldContain("the environments differ");
        allowed.Metric(Captures.P50).Effect!.Estimate.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Raw_samples_of_unlike_machines_are_not_pooled()
    {
        // The slow machine measured a third of the baseline and two thirds of the current side; neither machine became slower.
        var baseline = Captures.Of("1", Mixed(slowShare: 3));
        var current = Captures.Of("2", Mixed(slowShare: 2));

        var metric = Comparer.Compare(current.Against(baseline) with { Gates = [Captures.P50] }).Metric(Captures.P50);

        metric.Effect!.Estimate.ShouldBe(0, 8);
        metric.Status.ShouldNotBe(MetricStatus.Failure);
        metric.ThresholdStatus.ShouldNotBe(ThresholdStatus.Normal);
    }

    [Fact]
    public void Only_machines_that_both_sides_have_are_compared()
    {
        var baseline = Captures.Of("1", Mixed(slowShare: 3));
        var current = Captures.Of("2", [.. Mixed(slowShare: 3).Where(m => m.Fingerprint == "sha256:fast")]);

        var comparison = Comparer.Compare(current.Against(baseline) with { Gates = [Captures.P50] });

        comparison.Baselines[0].Notes.ShouldContain("samples of machines that only one side has were left out");
        comparison.Metric(Captures.P50).Effect!.Estimate.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Metrics_that_do_not_gate_are_shown_after_gates_and_guards_in_the_order_of_the_catalog()
    {
        var metrics = Comparer.Compare(Before.Against(Before) with { Gates = [Captures.Memory, Captures.P50] }).Metrics();

        metrics.Select(metric => metric.Metric).Take(5).ShouldBe([Captures.Memory, Captures.P50, "error_rate", "valid_persona_rate", Captures.P95]);
        metrics.Skip(4).ShouldAllBe(metric => metric.Status == MetricStatus.NotGated && !metric.IsGate);
    }

    private static IEnumerable<double> Shifted(double factor) => Latencies.Select(latency => latency * factor).Reverse();

    private static List<Measurement> Mixed(int slowShare) => [.. Series.OfLatencies(Series.LogNormal(240, 0.1, 5)).Select((m, i) => i % 3 < slowShare - 1
        ? m with { WorkerId = "w2", Fingerprint = "sha256:fast" }
        : m with { LatencyMs = m.LatencyMs * 2 })];
}
