using Persona.Bench.Cli.Commands.Compare;
using Persona.Bench.Cli.Documents.Comparisons;
using Persona.Bench.Cli.Tests.Documents.Comparisons;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Tests.Commands.Compare;

public sealed class ComparisonExitTests
{
    [Theory]
    [InlineData(MetricStatus.Pass, "", 0)]
    [InlineData(MetricStatus.Pass, "failure warning inconclusive", 0)]
    [InlineData(MetricStatus.Improved, "failure warning inconclusive", 0)]
    [InlineData(MetricStatus.Warning, "failure", 0)]
    [InlineData(MetricStatus.Warning, "failure warning", 1)]
    [InlineData(MetricStatus.Warning, "failure inconclusive", 0)]
    [InlineData(MetricStatus.Failure, "", 0)]
    [InlineData(MetricStatus.Failure, "failure", 2)]
    [InlineData(MetricStatus.Failure, "failure warning inconclusive", 2)]
    [InlineData(MetricStatus.Inconclusive, "failure warning", 0)]
    [InlineData(MetricStatus.Inconclusive, "failure inconclusive", 4)]
    [InlineData(MetricStatus.Missing, "failure", 0)]
    [InlineData(MetricStatus.Missing, "failure inconclusive", 4)]
    public void A_status_fails_when_its_level_does(MetricStatus status, string failOn, int exitCode) =>
        ComparisonExit.CodeFor(Document(failOn, status)).ShouldBe(exitCode);

    [Theory]
    [InlineData("failure", 0)]
    [InlineData("failure warning", 0)]
    [InlineData("failure warning inconclusive", 4)]
    public void A_gate_that_could_not_be_evaluated_is_4_where_that_fails(string failOn, int exitCode)
    {
        var document = Document(failOn, MetricStatus.Pass, MetricStatus.NotGated);
        ComparedMetricDocument[] gates = [.. document.Baselines[0].Workloads[0].Metrics.Select(metric => metric with { Gate = true })];

        ComparisonExit.CodeFor(With(document, gates)).ShouldBe(exitCode);
    }

    [Theory]
    [InlineData(MetricStatus.Warning, "failure warning inconclusive", 1)]
    [InlineData(MetricStatus.Failure, "failure", 2)]
    [InlineData(MetricStatus.NotGated, "failure warning inconclusive", 0)]
    public void A_guard_fails_where_it_alarms(MetricStatus status, string failOn, int exitCode)
    {
        var gate = SampleComparisons.Metric("generation_latency_p50", MetricStatus.Pass, 1, 1);

        ComparisonExit.CodeFor(With(Document(failOn), gate, SampleComparisons.Guard("error_rate", status, 0, 0.4))).ShouldBe(exitCode);
    }

    [Theory]
    [InlineData("failure inconclusive", 4)]
    [InlineData("failure warning inconclusive", 1)]
    [InlineData("failure warning", 1)]
    [InlineData("failure", 0)]
    public void A_warning_does_not_hide_what_could_not_be_decided(string failOn, int exitCode) =>
        ComparisonExit.CodeFor(Document(failOn, MetricStatus.Warning, MetricStatus.Inconclusive)).ShouldBe(exitCode);

    [Fact]
    public void Sides_that_are_not_comparable_are_4_where_that_fails()
    {
        ComparisonExit.CodeFor(SampleComparisons.NotComparable()).ShouldBe(0);
        ComparisonExit.CodeFor(SampleComparisons.NotComparable() with { FailOn = [FailLevel.Failure, FailLevel.Inconclusive] }).ShouldBe(4);
    }

    private static ComparisonDocument With(ComparisonDocument document, params ComparedMetricDocument[] metrics) => document with
    {
        Baselines = [SampleComparisons.Baseline("v1", Verdict.Pass, SampleComparisons.Workload(Verdict.Pass, metrics))],
    };

    private static ComparisonDocument Document(string failOn, params MetricStatus[] statuses)
    {
        var metrics = statuses.Select(status => SampleComparisons.Metric("generation_latency_p50", status, 1, 1)).ToArray();
        var document = SampleComparisons.Document(Verdict.Pass, SampleComparisons.Baseline("v1", Verdict.Pass, SampleComparisons.Workload(Verdict.Pass, metrics)));
        return document with { FailOn = [.. failOn.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Enum.Parse<FailLevel>(word, ignoreCase: true))] };
    }
}
