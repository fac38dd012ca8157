using Persona.Bench.Cli.Documents.Formats.Junit;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>A comparison as JUnit XML: a suite for each workload, a test for each metric. Whatever fails the command is a failed test.</summary>
internal static class ComparisonJunit
{
    public static string Write(ComparisonDocument document) => JunitReport.Write(
        "persona benchmark",
        [
            .. document.Baselines.SelectMany(baseline => baseline.Workloads.Select(workload => new JunitSuite(
                $"{Headline.Series(workload)} against {baseline.Name}",
                document.Current.CapturedAt,
                [.. workload.Metrics.Select(metric => Case(document, baseline, workload, metric))])
            {
                Properties = [.. Properties(baseline, workload)],
            })),
        ]);

    private static IEnumerable<(string Name, string Value)> Properties(ComparedBaselineDocument baseline, ComparedWorkloadDocument workload) =>
    [
        .. Conditions.Describe(workload) is { } conditions ? new[] { ("conditions", conditions) } : [],
        .. baseline.Notes.Select(note => ("note", note)),
    ];

    private static JunitCase Case(
        ComparisonDocument document, ComparedBaselineDocument baseline, ComparedWorkloadDocument workload, ComparedMetricDocument metric)
    {
        var sentence = GateSentence.For(baseline, metric);
        return new JunitCase(
            Changes.Name(metric), Outcome(document, workload, metric), Changes.Words(metric.Status), $"{Changes.Words(metric.Status)}: {metric.Reason ?? Changes.Change(metric)}", sentence);
    }

    private static JunitOutcome Outcome(ComparisonDocument document, ComparedWorkloadDocument workload, ComparedMetricDocument metric) => metric.Status switch
    {
        _ when Failing.Level(workload, metric) is { } level && document.FailOn.Contains(level) => JunitOutcome.Failed,
        // A regression is a failed test even if the command does not fail on it.
        MetricStatus.Failure => JunitOutcome.Failed,
        MetricStatus.NotGated or MetricStatus.Inconclusive or MetricStatus.Missing => JunitOutcome.Skipped,
        _ => JunitOutcome.Passed,
    };
}
