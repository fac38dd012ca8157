using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The change of the shown values: in percent of the baseline, of rates in percentage points.</summary>
internal static class PlainChange
{
    /// <summary>Null when a value is unknown, and from zero to something.</summary>
    public static double? Percent(MetricDefinition metric, double? baseline, double? current) => metric switch
    {
        ShareMetric => current is { } to && baseline is { } from ? Figure(100 * (to - from)) : null,
        _ when baseline == current => baseline is null ? null : 0,
        _ when baseline is > 0 && 100 * ((current / baseline) - 1) is { } change && double.IsFinite(change) => Figure(change),
        _ => null,
    };

    /// <summary>10% of a decimal number is 10%, not a hair less: thresholds are decimal.</summary>
    public static double Figure(double percent) => Math.Round(percent, 9);

    /// <summary>Positive is worse; from zero to something is infinite. Null when a value is unknown.</summary>
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
