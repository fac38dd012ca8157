using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>What the documents of a run have in common.</summary>
internal static class RunFacts
{
    public static string Title(RunReport report) => $"{report.Spec.Name ?? report.RunId.ToString()}: {SnakeCase.Format(report.State)}";

    /// <summary>Label and value, in the order in which they are shown.</summary>
    public static IEnumerable<(string Label, string Value)> List(RunReport report)
    {
        yield return ("Run", $"{report.RunId}");
        foreach (var time in RunTimes.From(report).Lines())
        {
            yield return time;
        }

        yield return ("Persona", report.Spec.GitCommit is { } commit ? $"{report.Spec.PersonaVersion}, commit {commit[..Math.Min(commit.Length, 10)]}" : report.Spec.PersonaVersion);
        foreach (var condition in RunConditions.Lines(report))
        {
            yield return condition;
        }

        foreach (var machine in MachineLines.For(report.Workers))
        {
            yield return ("Machine", machine);
        }

        if (RunHeaderView.IsEmulated(report.Spec))
        {
            yield return ("Notice", RunHeaderView.EmulatedNotice);
        }

        if (RunHeaderView.HasMemory(report))
        {
            yield return ("Notice", RunHeaderView.MemoryNotice);
        }
    }

    public static string Series(SeriesReport series) => $"{series.Workload} on {series.Provider} ({series.Model})";

    public static string Iterations(SeriesReport series) => series.Measured == series.Planned
        ? Figures.Count(series.Planned, "iteration", "iterations")
        : $"{series.Measured} of {series.Planned} iterations";

    public static string Interval(MetricValue metric, string unit) => metric is { Value: not null, Interval: { } interval }
        ? $"{MetricText.Value(interval.Lower, unit)} … {MetricText.Value(interval.Upper, unit)}"
        : "";

    public static string? Errors(SeriesReport series) => series.Errors.Count == 0
        ? null
        : $"{string.Join(", ", series.Errors.Select(error => $"{error.Value} {error.Key}"))} of {Figures.Count(series.Measured, "iteration", "iterations")}"
            + (series.ErrorExample is { } example ? $": {example}" : "");

    /// <summary>Nothing was measured that could be reported, or not all of it.</summary>
    public static bool IsIncomplete(SeriesReport series) => series.Measured < series.Planned || series.Errors.Values.Sum() == series.Measured;

    /// <summary>Errors, and what makes the figures less trustworthy.</summary>
    public static IEnumerable<string> Remarks(SeriesReport series) =>
    [
        .. Errors(series) is { } errors ? new[] { errors } : [],
        .. series.WarmUp is { Calls: > 0 } warmUp ? new[] { $"Warm-ups: {RunSentences.WarmUp(warmUp)}" } : [],
        .. series.Warnings.Select(warning => $"{warning.Message}. {warning.Remedy}"),
        .. series.Metrics.Where(metric => metric.Value is null).GroupBy(metric => metric.Reason ?? "no measurement")
            .Select(group => $"{string.Join(", ", group.Select(metric => metric.Metric))}: {group.Key}"),
    ];
}
