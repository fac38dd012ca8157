using System.Globalization;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>Changes of metrics as text; changes of rates are percentage points.</summary>
internal static class Changes
{
    /// <summary><c>error_rate (guard)</c>.</summary>
    public static string Name(ComparedMetricDocument metric) => metric.Guard ? $"{metric.Metric} (guard)" : metric.Metric;

    public static string Change(ComparedMetricDocument metric) => metric switch
    {
        { ChangePercent: { } change } => PercentText.WithSign(change, Levels(metric)) + Unit(metric),
        { ChangeBoundPercent.Lower: { } least } => $"≥ {PercentText.WithSign(least, Levels(metric))}{Unit(metric)}",
        { ChangeBoundPercent.Upper: { } most } => $"≤ {PercentText.WithSign(most, Levels(metric))}{Unit(metric)}",
        _ => Figures.Unknown,
    };

    /// <summary>The 95% interval of the change; empty if there is none.</summary>
    public static string Interval(ComparedMetricDocument metric) => metric.Effect95Percent is { } effect
        ? $"{PercentText.WithSign(effect.Lower, [0, .. Levels(metric)])} … {PercentText.WithSign(effect.Upper, [0, .. Levels(metric)])}{Unit(metric)}"
        : "";

    /// <summary>A level as in "warning from 10%".</summary>
    public static string Level(double level, string unit) => $"{level.ToString("0.#########", CultureInfo.InvariantCulture)}{Unit(unit)}";

    /// <summary><c>not gated</c>.</summary>
    public static string Words<T>(T value) where T : struct, Enum => SnakeCase.Format(value).Replace('_', ' ');

    /// <summary>The status, followed by the status by the shown values alone if that differs.</summary>
    public static string Status(ComparedMetricDocument metric) => PlainLabel(metric) is { } label
        ? $"{Words(metric.Status)} (by the shown values alone: {label})"
        : Words(metric.Status);

    /// <summary>The same on two lines, for narrow columns.</summary>
    public static string StackedStatus(ComparedMetricDocument metric) =>
        PlainLabel(metric) is { } label ? $"{Words(metric.Status)}\nshown: {label}" : Words(metric.Status);

    /// <summary>The status by the shown values alone; null if it agrees with the status.</summary>
    public static string? PlainLabel(ComparedMetricDocument metric)
    {
        var agrees = (metric.Status, metric.ThresholdStatus) switch
        {
            (_, null) or (MetricStatus.NotGated or MetricStatus.Missing, _) => true,
            (MetricStatus.Pass or MetricStatus.Improved, ThresholdStatus.Normal) => true,
            (MetricStatus.Warning, ThresholdStatus.Warning) or (MetricStatus.Failure, ThresholdStatus.Failure) => true,
            _ => false,
        };
        return agrees ? null : metric.ThresholdStatus == ThresholdStatus.Normal ? Words(MetricStatus.Pass) : Words(metric.ThresholdStatus!.Value);
    }

    /// <summary>The changes at which the status of a metric differs.</summary>
    public static double[] Levels(ComparedMetricDocument metric) =>
        [metric.Threshold.Warn, metric.Threshold.Fail, -metric.Threshold.Warn, -metric.Threshold.Fail];

    private static string Unit(ComparedMetricDocument metric) => Unit(metric.Unit);

    private static string Unit(string unit) => MetricText.IsRate(unit) ? " pp" : "%";
}
