using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>A clause for a person where status and plain label do not say the same.</summary>
internal static class StatusReason
{
    public static string? For(MetricStatus status, MetricComparison metric, bool isTail) => status switch
    {
        MetricStatus.Inconclusive =>
            $"the samples do not decide: {Range(metric)} includes {Unchanged(metric)} and {(isTail ? "the failure" : "the warning")} threshold",
        MetricStatus.Pass when metric.ThresholdStatus is not ThresholdStatus.Normal =>
            $"the shown values cross the threshold, the samples do not bear it out: {Range(metric)}",
        MetricStatus.Warning when metric.ThresholdStatus is ThresholdStatus.Normal => $"certainly worse, possibly by the threshold: {Range(metric)}",
        MetricStatus.Warning when metric.ThresholdStatus is ThresholdStatus.Failure =>
            $"not certainly above the warning threshold, which a failure takes: {Range(metric)}",
        _ => null,
    };

    private static string Unchanged(MetricComparison metric) => metric.Better == MetricDirection.Lower ? "no rise" : "no fall";

    private static string Range(MetricComparison metric)
    {
        var unit = metric.Unit == "ratio" ? " points" : "%";
        return $"{Signed(metric, metric.Effect!.Lower)}{unit} to {Signed(metric, metric.Effect.Upper)}{unit}";
    }

    private static string Signed(MetricComparison metric, double bound) =>
        PercentText.WithSign(bound, 0, metric.Threshold.Warn, metric.Threshold.Fail, -metric.Threshold.Warn, -metric.Threshold.Fail);
}
