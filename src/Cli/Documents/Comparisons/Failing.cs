using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>Maps verdicts and statuses to the levels that can fail the command.</summary>
internal static class Failing
{
    /// <summary>Null: never fails.</summary>
    public static FailLevel? Level(Verdict verdict) => verdict switch
    {
        Verdict.Failure => FailLevel.Failure,
        Verdict.Warning => FailLevel.Warning,
        Verdict.Inconclusive or Verdict.NotComparable => FailLevel.Inconclusive,
        _ => null,
    };

    /// <summary>Of gates, including those that could not be evaluated, and of guards; null for other metrics.</summary>
    public static FailLevel? Level(ComparedWorkloadDocument workload, ComparedMetricDocument metric) =>
        Undecided.Is(workload, metric) ? FailLevel.Inconclusive
        : metric.Gate || metric.Guard ? Level(metric.Status)
        : null;

    /// <summary>
    /// Whether a comparison reaches a level anywhere: a warning does not hide that another gate could not be decided.
    /// </summary>
    public static bool Reaches(ComparisonDocument document, FailLevel level)
    {
        return Level(document.Verdict) == level
            || document.Baselines.Any(baseline => Level(baseline.Verdict) == level || baseline.Workloads.Any(ReachedBy));

        bool ReachedBy(ComparedWorkloadDocument workload) =>
            Level(workload.Verdict) == level || workload.Metrics.Any(metric => Level(workload, metric) == level);
    }

    private static FailLevel? Level(MetricStatus status) => status switch
    {
        MetricStatus.Failure => FailLevel.Failure,
        MetricStatus.Warning => FailLevel.Warning,
        MetricStatus.Inconclusive or MetricStatus.Missing => FailLevel.Inconclusive,
        _ => null,
    };
}
