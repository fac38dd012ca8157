using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Tests.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Comparisons;

/// <summary>The memory of Persona.Bench itself is labelled, and not compared between different kinds of process.</summary>
public sealed class HarnessMemoryTests
{
    private static readonly string[] Gates = [Captures.P50, Captures.Memory];

    private static readonly NamedBaseline Embedded = Of(ProcessKind.Embedded, memoryMb: 180);

    [Theory]
    [InlineData(ProcessKind.LocalWorker)]
    [InlineData(ProcessKind.Service)]
    public void Unlike_processes_are_not_compared_in_memory(string process)
    {
        var comparison = Comparer.Compare(Of(process, memoryMb: 80).Against(Embedded) with { Gates = [Captures.P50] });

        comparison.Metric(Captures.Memory).ShouldSatisfyAllConditions(
            metric => metric.Status.ShouldBe(MetricStatus.NotGated),
            metric => metric.Reason.ShouldBe($"not comparable: memory of different process kinds (embedded in the baseline, {process.Replace('_', ' ')} now)"),
            metric => metric.ChangePercent.ShouldBeNull(),
            metric => metric.Effect95.ShouldBeNull(),
            metric => (metric.Baseline, metric.Current).ShouldBe((180, 80)));
        comparison.Metric("memory_average_mb").Reason!.ShouldStartWith("not comparable: ");
        comparison.Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void A_gate_on_memory_of_unlike_processes_is_undecided_and_never_a_failure()
    {
        var comparison = Comparer.Compare(Of(ProcessKind.LocalWorker, memoryMb: 400).Against(Embedded) with { Gates = Gates });

        comparison.Metric(Captures.Memory).Status.ShouldBe(MetricStatus.Inconclusive);
        comparison.Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void By_default_it_is_no_gate_and_takes_no_share_of_the_error_rate()
    {
        var request = Of(ProcessKind.Embedded, memoryMb: 400).Against(Embedded) with { Gates = Gates, GatesAreNamed = false };

        var comparison = Comparer.Compare(request);

        comparison.Metric(Captures.Memory).Status.ShouldBe(MetricStatus.NotGated);
        comparison.Metric(Captures.Memory).Reason.ShouldBe("memory of Persona.Bench itself, which calls the provider, and not of Persona");
        comparison.Metric(Captures.P50).Effect.ShouldNotBeNull().Confidence.ShouldBe(0.95);
        comparison.Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void Memory_of_Persona_itself_is_a_gate_by_default()
    {
        var (before, now) = (Captures.Points("1", (Captures.Memory, 512)), Captures.Points("2", (Captures.Memory, 800)));

        Comparer.Compare(now.Against(before) with { GatesAreNamed = false }).Metric(Captures.Memory).Status.ShouldBe(MetricStatus.Failure);
    }

    [Fact]
    public void A_gate_that_the_user_names_decides_between_like_processes()
    {
        var comparison = Comparer.Compare(Of(ProcessKind.Embedded, memoryMb: 400).Against(Embedded) with { Gates = Gates });

        comparison.Metric(Captures.Memory).Status.ShouldBe(MetricStatus.Failure);
        comparison.Metric(Captures.Memory).Reason!.ShouldContain("memory of Persona.Bench itself");
    }

    [Fact]
    public void A_file_that_does_not_say_is_compared_and_of_an_earlier_version_of_ours_labelled()
    {
        var older = Captures.Of("1", Captured(180)).WithEnvironment("bench_version", "0.1.0");

        var comparison = Comparer.Compare(Of(ProcessKind.Service, 180).Against(older) with { Gates = [Captures.P50] });

        comparison.Metric(Captures.Memory).ChangePercent.ShouldBe(0);
        comparison.Metric(Captures.Memory).Reason!.ShouldContain("memory of Persona.Bench itself");
    }

    [Fact]
    public void Memory_that_somebody_else_wrote_down_is_not_called_ours()
    {
        var (before, now) = (Captures.Points("1", (Captures.Memory, 512)), Captures.Points("2", (Captures.Memory, 498)));

        Comparer.Compare(now.Against(before) with { Gates = Gates }).Metric(Captures.Memory).Reason.ShouldBe("point values only");
    }

    private static NamedBaseline Of(string process, double memoryMb) =>
        Captures.Of("1", Captured(memoryMb)).WithEnvironment("process", process).WithEnvironment("bench_version", "0.1.0");

    private static List<Iterations.Measurement> Captured(double memoryMb) =>
        [.. Series.OfLatencies(Series.LogNormal(100, 0.05)).Select(one => one with { MemoryPeakMb = memoryMb, MemoryAverageMb = memoryMb })];
}
