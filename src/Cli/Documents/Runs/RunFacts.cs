using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>What the formats of a run have in common.</summary>
internal static class RunFacts
{
    public static string Title(RunReport report) => $"{report.Spec.Name ?? report.RunId.ToString()}: {SnakeCase.Format(report.State)}";

    /// <summary>Labels and values, in order.</summary>
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

    /// <summary><c>5 of 5 iterations failed (auth): HTTP 401</c>; null without errors.</summary>
    /// <param name="series">The series.</param>
    /// <param name="where">Its name, where it needs one.</param>
    public static string? Errors(SeriesReport series, string where = "") => series.Errors.Count == 0
        ? null
        : $"{series.Errors.Values.Sum()} of {Figures.Count(series.Measured, "iteration", "iterations")}{where} failed ({Kinds(series.Errors)})"
            + (series.ErrorExample is { } example ? $": {example}" : "");

    /// <summary>Some iterations were not measured, or all of them failed.</summary>
    public static bool IsIncomplete(SeriesReport series) => series.Measured < series.Planned || series.Errors.Values.Sum() == series.Measured;

    /// <summary>Errors, warm-ups, warnings and missing values.</summary>
    public static IEnumerable<string> Remarks(SeriesReport series) =>
    [
        .. Errors(series) is { } errors ? new[] { errors } : [],
        .. series.WarmUp is { Calls: > 0 } warmUp ? new[] { $"Warm-ups: {RunSentences.WarmUp(warmUp)}" } : [],
        .. series.Warnings.Select(warning => RunSentences.Warning(warning)),
        .. series.Metrics.Where(metric => metric.Value is null).GroupBy(metric => metric.Reason ?? "no measurement")
            .Select(group => $"{string.Join(", ", group.Select(metric => metric.Metric))}: {group.Key}"),
    ];

    private static string Kinds(IReadOnlyDictionary<string, int> errors) =>
        errors.Count == 1 ? errors.Keys.First() : string.Join(", ", errors.Select(error => $"{error.Value} {error.Key}"));
}
