using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The change of the shown values: in percent of the baseline; for rates, in percentage points.</summary>
internal static class PlainChange
{
    /// <summary>Null when a value is unknown, or when the baseline is zero and the current value is not.</summary>
    public static double? Percent(MetricDefinition metric, double? baseline, double? current) => metric switch
    {
        ShareMetric => current is { } to && baseline is { } from ? Figure(100 * (to - from)) : null,
        _ when baseline == current => baseline is null ? null : 0,
        _ when baseline is > 0 && 100 * ((current / baseline) - 1) is { } change && double.IsFinite(change) => Figure(change),
        _ => null,
    };

    /// <summary>Removes floating-point error, so that a change of 10% is exactly 10%: thresholds are decimal.</summary>
    public static double Figure(double percent) => Math.Round(percent, 9);

    /// <summary>Positive is worse; a change from zero is infinite. Null when a value is unknown.</summary>
    public static double? Regression(MetricDefinition metric, double? baseline, double? current)
    {
        if (baseline is not { } from || current is not { } to)
        {
            return null;
        }

        var rise = Percent(metric, baseline, current) ?? (to > from ? double.PositiveInfinity : double.NegativeInfinity);
        return metric.Better == MetricDirection.Lower ? rise : -rise;
    }
}
