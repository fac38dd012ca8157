using Persona.Bench.Cli.Documents.Formats.GitHub;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>A comparison as GitHub Actions annotations: one for the verdict, one for each gate or guard that did not pass or that improved.</summary>
internal static class ComparisonAnnotations
{
    public static string Write(ComparisonDocument document) => string.Join('\n', Lines(document));

    private static IEnumerable<string> Lines(ComparisonDocument document)
    {
        yield return Verdict(document);
        foreach (var baseline in document.Baselines)
        {
            foreach (var workload in baseline.Workloads)
            {
                foreach (var metric in workload.Metrics.Where(metric => Failing.Level(workload, metric) is not null || metric is { Gate: true, Status: MetricStatus.Improved }))
                {
                    yield return Gate(document, baseline, workload, metric);
                }
            }
        }

        foreach (var note in Notes(document))
        {
            yield return note;
        }
    }

    /// <summary>Notes on how the sides were compared.</summary>
    private static IEnumerable<string> Notes(ComparisonDocument document) => document.Baselines.SelectMany(baseline => baseline.Notes).Distinct()
        .Select(note => WorkflowCommand.Notice("Persona benchmark", note));

    private static string Verdict(ComparisonDocument document)
    {
        const string Title = "Persona benchmark";
        var message = Headline.For(document);
        return Failing.Level(document.Verdict) is { } level ? OfLevel(document, level, Title, message) : WorkflowCommand.Notice(Title, message);
    }

    private static string Gate(
        ComparisonDocument document, ComparedBaselineDocument baseline, ComparedWorkloadDocument workload, ComparedMetricDocument metric)
    {
        var title = $"{Changes.Name(metric)} of {Headline.Series(workload)}: {Changes.Words(metric.Status)}";
        var message = GateSentence.For(baseline, metric);
        return Failing.Level(workload, metric) is { } level ? OfLevel(document, level, title, message) : WorkflowCommand.Notice(title, message);
    }

    // Whatever makes the command fail is an error.
    private static string OfLevel(ComparisonDocument document, FailLevel level, string title, string message) =>
        document.FailOn.Contains(level) || level == FailLevel.Failure ? WorkflowCommand.Error(title, message)
        : level == FailLevel.Warning ? WorkflowCommand.Warning(title, message)
        : WorkflowCommand.Notice(title, message);
}
