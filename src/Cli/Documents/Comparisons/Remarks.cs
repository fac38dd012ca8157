using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>The notes below the figures: the reasons for statuses, what is odd about the samples, and the levels.</summary>
internal static class Remarks
{
    // A notice says so for the whole workload.
    private const string PointValues = "point values only";

    /// <summary>
    /// One sentence for each reason, with its metrics: gates first, then guards. Gates that could not be evaluated are in the headline.
    /// </summary>
    public static IEnumerable<string> Reasons(ComparedWorkloadDocument workload) => workload.Metrics
        .Where(metric => metric.Reason is not null && !(workload.PointValuesOnly && metric.Reason == PointValues))
        .Where(metric => !Undecided.IsUnevaluated(workload, metric))
        .OrderBy(metric => metric.Gate ? 0 : metric.Guard ? 1 : 2)
        .GroupBy(metric => metric.Reason)
        .Select(group => $"{string.Join(", ", group.Select(metric => metric.Metric))}: {group.Key}");

    /// <summary>Timeouts, outliers, several modes and serial dependence, on either side.</summary>
    public static IEnumerable<string> Samples(ComparedWorkloadDocument workload) =>
        from samples in workload.Samples
        from remark in Describe("baseline", samples.Baseline).Concat(Describe("current", samples.Current))
        select $"{Quantity(samples)}, {remark}";

    /// <summary><c>generation_latency</c> for its quantiles; the metric's own name if there is only one metric.</summary>
    public static string Quantity(ComparedSamplesDocument samples)
    {
        var first = samples.Metrics[0];
        var quantile = first.LastIndexOf("_p", StringComparison.Ordinal);
        return samples.Metrics.Count > 1 && quantile > 0 ? first[..quantile] : first;
    }

    /// <summary>One line for each pair of levels, with its metrics: gates first, then guards.</summary>
    public static IEnumerable<string> Thresholds(ComparisonDocument document) => document.Baselines
        .SelectMany(baseline => baseline.Workloads)
        .SelectMany(workload => workload.Metrics)
        .Where(metric => metric.Gate || metric.Guard)
        .DistinctBy(metric => metric.Metric)
        .GroupBy(metric => (metric.Threshold, Unit: metric.Unit == "ratio" ? metric.Unit : "", metric.Guard))
        .OrderBy(group => group.Key.Guard)
        .Select(group => $"warning from {Changes.Level(group.Key.Threshold.Warn, group.Key.Unit)}, "
            + $"failure from {Changes.Level(group.Key.Threshold.Fail, group.Key.Unit)} worse: {string.Join(", ", group.Select(Changes.Name))}");

    /// <summary>How the statuses were decided.</summary>
    public static string Rule(ComparisonDocument document) => document switch
    {
        { Rule: DecisionRule.Threshold } => "--rule threshold: only the shown values are compared, without regard to chance",
        _ when document.Baselines.All(baseline => baseline.Workloads.All(workload => workload.PointValuesOnly)) =>
            "no samples, so only the shown values are compared, without regard to chance",
        _ => "the interval of the change decides; the gates of a workload share an error rate of 5%"
            + (document.Baselines.Any(baseline => baseline.Workloads.Any(workload => workload.Metrics.Any(metric => metric.Guard)))
                ? ", and its guards, which alarm only when a regression is shown, another 5%"
                : ""),
    };

    private static IEnumerable<string> Describe(string side, SampleValuesDocument? sample)
    {
        if (sample is null)
        {
            yield break;
        }

        if (sample.Censored > 0)
        {
            yield return $"{side}: {sample.Censored} of {sample.Values.Count} timed out, counted as at least that long";
        }

        if (sample.Outliers > 0)
        {
            yield return $"{side}: {Figures.Count(sample.Outliers, "outlier", "outliers")} of {sample.Values.Count}";
        }

        if (sample.Modes.Count > 1)
        {
            var clusters = sample.Modes.Count == 2 ? "two" : $"{sample.Modes.Count}";
            yield return $"{side}: {clusters} clusters, near {string.Join(" and ", sample.Modes.Select(Figures.Format))}";
        }

        if (sample.SeriallyDependent)
        {
            yield return $"{side}: successive values are correlated; the interval is widened";
        }
    }
}
