using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>Messages about a run that did not end as intended.</summary>
internal static class RunSentences
{
    public static string Resumable(RunReport report) => $"{Kept(report)}; resume with: persona benchmark resume {report.RunId}";

    public static string Cancelled(RunReport report) => $"run {report.RunId} was cancelled: {Kept(report)}";

    public static string Failed(RunReport report)
    {
        var failed = report.Series.First(series => series.Errors.Values.Sum() == series.Measured);
        var nothing = report.Spec.Capture is null ? "" : "; no baseline was written";
        return $"every iteration of {failed.Workload} on {failed.Provider} failed ({Kinds(failed)}){nothing}: {failed.ErrorExample ?? "no details"}";
    }

    public static string WarmUp(WarmUpCalls warmUp) =>
        $"{Figures.Count(warmUp.Calls, "call", "calls")}{(warmUp.CostUsd is > 0 and var cost ? $", {Figures.Format(cost)} USD" : "")}; not included in any figure";

    public static string ManyErrors(SeriesReport series) =>
        $"{series.Errors.Values.Sum()} of {Figures.Count(series.Measured, "iteration", "iterations")} of {series.Workload} on {series.Provider} failed "
        + $"({Kinds(series)}), more than a tenth: the baseline was written; capture it again with --force, or accept it with --allow-errors";

    private static string Kinds(SeriesReport series) => string.Join(", ", series.Errors.Select(kind => $"{kind.Key} {kind.Value}"));

    private static string Kept(RunReport report) =>
        $"{report.Series.Sum(series => series.Measured)} of {report.Series.Sum(series => series.Planned)} iterations are kept";

    /// <summary>Message and remedy, a sentence each.</summary>
    public static string Warning(SampleWarning warning, string where = "") =>
        $"{warning.Message}{where}. {char.ToUpperInvariant(warning.Remedy[0])}{warning.Remedy[1..]}";
}
