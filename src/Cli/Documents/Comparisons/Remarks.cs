using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>What stands below the figures: why a status is what it is, what is odd about the samples, and the levels that held.</summary>
internal static class Remarks
{
    // A notice says it of the whole workload.
    private const string PointValues = "point values only";

    /// <summary>
    /// A sentence for each reason, with the metrics that it holds for. The gates come first, then the guards; those that could not be evaluated
    /// are named by the headline.
    /// </summary>
    public static IEnumerable<string> Reasons(ComparedWorkloadDocument workload) => workload.Metrics
        .Where(metric => metric.Reason is not null && !(workload.PointValuesOnly && metric.Reason == PointValues))
        .Where(metric => !Undecided.IsUnevaluated(workload, metric))
        .OrderBy(metric => metric.Gate ? 0 : metric.Guard ? 1 : 2)
        .GroupBy(metric => metric.Reason)
        .Select(group => $"{string.Join(", ", group.Select(metric => metric.Metric))}: {group.Key}");

    /// <summary>Timeouts, outliers, several modes, serial dependence: on either side.</summary>
    public static IEnumerable<string> Samples(ComparedWorkloadDocument workload) =>
        from samples in workload.Samples
        from remark in Describe("baseline", samples.Baseline).Concat(Describe("current", samples.Current))
        select $"{Quantity(samples)}, {remark}";

    /// <summary><c>generation_latency</c> of its quantiles; the metric's own name where there is one metric only.</summary>
    public static string Quantity(ComparedSamplesDocument samples)
    {
        var first = samples.Metrics[0];
        var quantile = first.LastIndexOf("_p", StringComparison.Ordinal);
        return samples.Metrics.Count > 1 && quantile > 0 ? first[..quantile] : first;
    }

    /// <summary>A line for each pair of levels, with the gates that it holds for, then with the guards.</summary>
    public static IEnumerable<string> Thresholds(ComparisonDocument document) => document.Baselines
        .SelectMany(baseline => baseline.Workloads)
        .SelectMany(workload => workload.Metrics)
        .Where(metric => metric.Gate || metric.Guard)
        .DistinctBy(metric => metric.Metric)
        .GroupBy(metric => (metric.Threshold, Unit: metric.Unit == "ratio" ? metric.Unit : "", metric.Guard))
        .OrderBy(group => group.Key.Guard)
        .Select(group => $"warning from {Changes.Level(group.Key.Threshold.Warn, group.Key.Unit)}, "
            + $"failure from {Changes.Level(group.Key.Threshold.Fail, group.Key.Unit)} worse: {string.Join(", ", group.Select(Changes.Name))}");

    /// <summary>How the statuses came about.</summary>
    public static string Rule(ComparisonDocument document) => document switch
    {
        { Rule: DecisionRule.Threshold } => "plain rule (--rule threshold): the shown values alone decide, without regard to chance",
        _ when document.Baselines.All(baseline => baseline.Workloads.All(workload => workload.PointValuesOnly)) =>
            "plain rule for want of samples: the shown values alone decide, without regard to chance",
        _ => "an interval of the change decides, in which the gates of a workload share an error rate of 5%"
            + (document.Baselines.Any(baseline => baseline.Workloads.Any(workload => workload.Metrics.Any(metric => metric.Guard)))
                ? ", and its guards, which alarm only when a worsening is shown, another 5%"
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
            yield return $"{side}: {sample.Censored} of {sample.Values.Count} timed out, and count as at least that long";
        }

        if (sample.Outliers > 0)
        {
            yield return $"{side}: {Figures.Count(sample.Outliers, "outlier", "outliers")} of {sample.Values.Count}";
        }

        if (sample.Modes.Count > 1)
        {
            yield return $"{side}: values gather around {string.Join(" and ", sample.Modes.Select(Figures.Format))}";
        }

        if (sample.SeriallyDependent)
        {
            yield return $"{side}: values depend on those before them; the interval is wider for it";
        }
    }
}
