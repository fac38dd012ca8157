using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>Gates without a decision.</summary>
internal static class Undecided
{
    // The reason, with the numbers, is below the figures.
    private const string Uncertain = "too uncertain to call";

    /// <summary>A gate without a decision, for any reason. Workloads that the baseline does not have are left out.</summary>
    public static bool Is(ComparedWorkloadDocument workload, ComparedMetricDocument metric) =>
        metric.Gate && workload.BaselineIterations is not null
        && metric.Status is MetricStatus.NotGated or MetricStatus.Missing or MetricStatus.Inconclusive;

    /// <summary>A gate with nothing to evaluate; the headline says why.</summary>
    public static bool IsUnevaluated(ComparedWorkloadDocument workload, ComparedMetricDocument metric) =>
        Is(workload, metric) && metric.Status != MetricStatus.Inconclusive;

    /// <summary><c>generation_latency_p95, memory_peak_mb (needs 20 iterations on each side; has 10 and 10)</c>; empty if all were decided.</summary>
    public static string Named(IReadOnlyCollection<ComparedWorkloadDocument> workloads)
    {
        var isSingle = workloads.Select(Headline.Series).Distinct().Count() == 1;
        var undecided =
            from workload in workloads
            from metric in workload.Metrics
            where Is(workload, metric)
            select (Name: isSingle ? metric.Metric : $"{metric.Metric} of {Headline.Series(workload)}", Why: Why(metric));
        return string.Join(", ", undecided.GroupBy(gate => gate.Why).Select(group => $"{string.Join(", ", group.Select(gate => gate.Name).Distinct())} ({group.Key})"));
    }

    private static string Why(ComparedMetricDocument metric) => metric.Status == MetricStatus.Inconclusive && metric.EffectPercent is not null
        ? Uncertain
        : metric.Reason ?? Changes.Words(metric.Status);
}
