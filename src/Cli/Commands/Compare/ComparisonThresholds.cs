using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>The effective levels: options over <c>persona.yaml</c> over the defaults, including those of memory.</summary>
internal static class ComparisonThresholds
{
    /// <summary>
    /// An option sets the level of every metric that has none of its own in <c>persona.yaml</c>. The other level moves along if the
    /// two would cross: the failure level is never below the warning level.
    /// </summary>
    public static Thresholds Resolve(Thresholds configured, double? warn, double? fail)
    {
        if (warn is null && fail is null)
        {
            return configured;
        }

        var common = Moved(new Threshold(configured.Warn, configured.Fail), warn, fail);
        return new Thresholds
        {
            Warn = common.Warn,
            Fail = common.Fail,
            Metrics = MetricCatalog.All.ToDictionary(
                metric => metric.Name,
                metric => configured.Metrics.TryGetValue(metric.Name, out var own) ? own : Moved(configured.For(metric.Name), warn, fail)),
        };
    }

    private static Threshold Moved(Threshold level, double? warn, double? fail) => (warn, fail) switch
    {
        ({ } low, { } high) => new Threshold(low, high),
        ({ } low, null) => new Threshold(low, Math.Max(level.Fail, low)),
        (null, { } high) => new Threshold(Math.Min(level.Warn, high), high),
        _ => level,
    };
}
