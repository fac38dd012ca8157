using System.Globalization;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>The verdict in one line, and the titles of its parts.</summary>
internal static class Headline
{
    private static readonly MetricStatus[] WorstFirst =
    [
        MetricStatus.Failure, MetricStatus.Warning, MetricStatus.Improved, MetricStatus.Pass,
    ];

    /// <summary><c>warning: v1.12.0 against v1.11.0, 4 gates: 1 warning, 3 pass</c>.</summary>
    public static string For(ComparisonDocument document) =>
        $"{Changes.Words(document.Verdict)}: {Sides(document)}, {Counts(document.Baselines.SelectMany(baseline => baseline.Workloads))}";

    public static string Sides(ComparisonDocument document) =>
        $"{document.Current.Name} against {string.Join(", ", document.Baselines.Select(baseline => baseline.Name))}";

    /// <summary><c>4 gates: 1 warning, 3 pass; 2 guards: 2 pass</c>, or <c>2 of 4 gates decided: 2 pass; undecided: …</c>, with the reasons.</summary>
    public static string Counts(IEnumerable<ComparedWorkloadDocument> workloads)
    {
        ComparedWorkloadDocument[] known = [.. workloads.Where(workload => workload.BaselineIterations is not null)];
        string[] parts = [Gates(known), Guards(known), Undecided.Named(known) is { Length: > 0 } named ? $"undecided: {named}" : ""];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    public static string Side(SideDocument side) => Side(side.Name, side.Version, side.CapturedAt, side.GitCommit);

    public static string Side(ComparedBaselineDocument baseline) =>
        Side(baseline.Name, baseline.Version, baseline.CapturedAt, baseline.GitCommit);

    /// <summary><c>standard on emulated</c>.</summary>
    public static string Series(ComparedWorkloadDocument workload) =>
        workload.Provider is { } provider ? $"{workload.Workload} on {provider}" : workload.Workload;

    /// <summary><c>100 iterations against 100</c>.</summary>
    public static string Iterations(ComparedWorkloadDocument workload) => (workload.CurrentIterations, workload.BaselineIterations) switch
    {
        ({ } current, { } baseline) => $"{Figures.Count(current, "iteration", "iterations")} against {baseline}",
        ({ } current, null) => $"{Figures.Count(current, "iteration", "iterations")}, not in the baseline",
        (null, { } baseline) => $"{Figures.Count(baseline, "iteration", "iterations")} in the baseline, not measured now",
        _ => "measured on neither side",
    };

    /// <summary><c>cpu differs: EPYC in the baseline, Xeon now</c>.</summary>
    public static string Difference(DifferenceDocument difference) =>
        $"{difference.Field} differs: {difference.Baseline ?? "unknown"} in the baseline, {difference.Current ?? "unknown"} now";

    /// <summary>The differences that matter, of a baseline and of all its workloads.</summary>
    public static IEnumerable<string> Differences(ComparedBaselineDocument baseline) =>
    [
        .. baseline.EnvironmentDiff.Where(Matters).Select(Difference),
        .. baseline.Workloads.SelectMany(workload => workload.Differences.Where(Matters).Select(one => $"{Series(workload)}: {Difference(one)}")),
    ];

    private static string Gates(IReadOnlyCollection<ComparedWorkloadDocument> workloads)
    {
        var gates = workloads.SelectMany(workload => workload.Metrics).Count(metric => metric.Gate);
        MetricStatus[] decided =
        [
            .. workloads.SelectMany(workload => workload.Metrics.Where(metric => metric.Gate && !Undecided.Is(workload, metric))).Select(metric => metric.Status),
        ];
        var title = decided.Length == gates ? Figures.Count(gates, "gate", "gates") : $"{decided.Length} of {Figures.Count(gates, "gate", "gates")} decided";
        return gates == 0 ? "no gate could be evaluated" : decided.Length == 0 ? title : $"{title}: {ByStatus(decided)}";
    }

    private static string Guards(IEnumerable<ComparedWorkloadDocument> workloads)
    {
        MetricStatus[] watched =
        [
            .. workloads.SelectMany(workload => workload.Metrics).Where(metric => metric.Guard).Select(metric => metric.Status).Where(WorstFirst.Contains),
        ];
        return watched.Length == 0 ? "" : $"{Figures.Count(watched.Length, "guard", "guards")}: {ByStatus(watched)}";
    }

    private static string ByStatus(MetricStatus[] statuses) => string.Join(", ", WorstFirst
        .Select(status => (Status: status, Count: statuses.Count(one => one == status)))
        .Where(entry => entry.Count > 0)
        .Select(entry => Count(entry.Count, entry.Status)));

    private static string Count(int count, MetricStatus status) => status is MetricStatus.Failure or MetricStatus.Warning
        ? Figures.Count(count, Changes.Words(status), $"{Changes.Words(status)}s")
        : $"{count} {Changes.Words(status)}";

    private static bool Matters(DifferenceDocument difference) => difference.Weight != DifferenceWeight.Information;

    private static string Side(string name, string version, DateTimeOffset capturedAt, string? commit)
    {
        var day = capturedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var hash = commit is null ? "" : $", commit {commit[..Math.Min(commit.Length, 10)]}";
        return $"{name} (version {version}, {day} UTC{hash})";
    }
}
