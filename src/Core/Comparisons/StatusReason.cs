using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>A clause that explains a status that differs from the plain label.</summary>
internal static class StatusReason
{
    public static string? For(MetricStatus status, MetricComparison metric, bool isTail) => status switch
    {
        MetricStatus.Inconclusive =>
            $"too uncertain to call: {Range(metric)} includes both {Unchanged(metric)} and the {(isTail ? "failure" : "warning")} level",
        MetricStatus.Pass when metric.ThresholdStatus is not ThresholdStatus.Normal =>
            $"the shown values cross the threshold, but the samples do not confirm it: {Range(metric)}",
        MetricStatus.Warning when metric.ThresholdStatus is ThresholdStatus.Normal => $"clearly worse, possibly by the warning threshold: {Range(metric)}",
        MetricStatus.Warning when metric.ThresholdStatus is ThresholdStatus.Failure =>
            $"not clearly above the warning threshold, as a failure must be: {Range(metric)}",
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
