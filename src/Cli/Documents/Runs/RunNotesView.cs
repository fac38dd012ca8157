using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Runs;
using Spectre.Console;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>The notes below the figures: missing values, warm-ups, errors and warnings.</summary>
internal static class RunNotesView
{
    public static void Render(IAnsiConsole console, RunReport report)
    {
        ConsoleSection.Write(console, "Not available:", report.Series
            .SelectMany(series => series.Metrics.Where(metric => metric.Value is null).Select(metric => (Series: series, Metric: metric)))
            .GroupBy(missing => missing.Metric.Reason ?? "no measurement")
            .Select(group => $"{Names(group.Select(missing => missing.Metric.Metric))}{Where(report, group.Select(missing => missing.Series))}: {group.Key}"));
        ConsoleSection.Write(console, "Warm-ups:", report.Series.Where(series => series.WarmUp is { Calls: > 0 })
            .Select(series => $"{RunSentences.WarmUp(series.WarmUp!)}{Where(report, [series])}"));
        ConsoleSection.Write(console, "Errors:", report.Series.Where(series => series.Errors.Count > 0).Select(series => RunFacts.Errors(series, Where(report, [series]))!));
        ConsoleSection.Write(console, "Warnings:", report.Series
            .SelectMany(series => series.Warnings.Select(warning => (Series: series, Warning: warning)))
            .GroupBy(found => found.Warning)
            .Select(group => RunSentences.Warning(group.Key, Where(report, group.Select(found => found.Series)))));
    }

    private static string Names(IEnumerable<string> metrics) => string.Join(", ", metrics.Distinct());

    // A single series needs no name.
    private static string Where(RunReport report, IEnumerable<SeriesReport> series)
    {
        var named = series.Distinct().ToArray();
        return named.Length == report.Series.Count && (report.Series.Count == 1 || named.Length > 1)
            ? ""
            : $" ({string.Join(", ", named.Select(one => $"{one.Workload} on {one.Provider}"))})";
    }
}
