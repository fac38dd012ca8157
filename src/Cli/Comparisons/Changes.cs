using System.Globalization;
using Persona.Bench.Cli.Results;
using Persona.Bench.Core;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Comparisons;

/// <summary>Values and changes of metrics as people read them. Rates are percent, their changes percentage points.</summary>
internal static class Changes
{
    private const string Ratio = "ratio";
    private const double Readable = 1e6;

    public static string Value(double? value, string unit) => (value, unit) switch
    {
        (null, _) => Figures.Unknown,
        ({ } share, Ratio) => $"{Figures.Format(100 * share)} %",
        ({ } known, "") => Figures.Format(known),
        ({ } known, _) => $"{Figures.Format(known)} {unit}",
    };

    /// <summary><c>error_rate (guard)</c>.</summary>
    public static string Name(ComparedMetricDocument metric) => metric.Guard ? $"{metric.Metric} (guard)" : metric.Metric;

    public static string Change(ComparedMetricDocument metric) => metric switch
    {
        { ChangePercent: { } change } => Signed(change) + Unit(metric),
        { ChangeBoundPercent.Lower: { } least } => $"≥ {Signed(least)}{Unit(metric)}",
        { ChangeBoundPercent.Upper: { } most } => $"≤ {Signed(most)}{Unit(metric)}",
        _ => Figures.Unknown,
    };

    /// <summary>The 95% interval of the change; empty where there is none.</summary>
    public static string Interval(ComparedMetricDocument metric) => metric.Effect95Percent is { } effect
        ? $"{Signed(effect.Lower)} … {Signed(effect.Upper)}{Unit(metric)}"
        : "";

    /// <summary>A level as in "warning from 10%".</summary>
    public static string Level(double level, string unit) => $"{Figures.Format(level)}{Unit(unit)}";

    /// <summary><c>not gated</c>.</summary>
    public static string Words<T>(T value) where T : struct, Enum => SnakeCase.Of(value).Replace('_', ' ');

    /// <summary>The status, with the plain rule's label beside it where that says something else.</summary>
    public static string Status(ComparedMetricDocument metric) => PlainLabel(metric) is { } label
        ? $"{Words(metric.Status)} (plain rule: {label})"
        : Words(metric.Status);

    /// <summary>The same on two lines, for narrow columns.</summary>
    public static string StackedStatus(ComparedMetricDocument metric) =>
        PlainLabel(metric) is { } label ? $"{Words(metric.Status)}\nplain: {label}" : Words(metric.Status);

    /// <summary>What the plain rule says of a gate; null where it says the same as the status.</summary>
    public static string? PlainLabel(ComparedMetricDocument metric)
    {
        var agrees = (metric.Status, metric.ThresholdStatus) switch
        {
            (_, null) or (MetricStatus.NotGated or MetricStatus.Missing, _) => true,
            (MetricStatus.Pass or MetricStatus.Improved, ThresholdStatus.Normal) => true,
            (MetricStatus.Warning, ThresholdStatus.Warning) or (MetricStatus.Failure, ThresholdStatus.Failure) => true,
            _ => false,
        };
        return agrees ? null : SnakeCase.Of(metric.ThresholdStatus!.Value);
    }

    private static string Unit(ComparedMetricDocument metric) => Unit(metric.Unit);

    private static string Unit(string unit) => unit == Ratio ? " pp" : "%";

    private static string Signed(double percent)
    {
        var size = Math.Abs(percent);
        var text = size.ToString(size >= Readable ? "0.0e+0" : size >= 100 ? "F0" : "F1", CultureInfo.InvariantCulture);
        return text == "0.0" ? text : $"{(percent < 0 ? '-' : '+')}{text}";
    }
}
