using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary><c>benchmarks.thresholds</c>, in percent.</summary>
internal static class ThresholdsReader
{
    private const double Most = 10_000;

    public static Thresholds Read(YamlMap map, IReadOnlyCollection<string> metricNames)
    {
        map.AllowOnly(["warn", "fail", "metrics"]);
        var common = ReadThreshold(map, new Threshold(new Thresholds().Warn, new Thresholds().Fail), Most);
        var thresholds = new Thresholds { Warn = common.Warn, Fail = common.Fail };
        OrderedDictionary<string, Threshold> metrics = new(StringComparer.Ordinal);
        foreach (var entry in map.Find("metrics")?.AsMap().Entries ?? [])
        {
            Names.RequireKnown(entry, "metric", metricNames);
            var own = entry.Value.AsMap();
            own.AllowOnly(["warn", "fail"]);
            metrics.Add(entry.Key, ReadThreshold(own, thresholds.For(entry.Key), Most));
        }

        return thresholds with { Metrics = metrics };
    }

    /// <param name="map">With <c>warn</c> and <c>fail</c>.</param>
    /// <param name="defaults">For levels that are missing.</param>
    /// <param name="most">The largest level.</param>
    public static Threshold ReadThreshold(YamlMap map, Threshold defaults, double most)
    {
        var (warn, fail) = (map.Find("warn"), map.Find("fail"));
        var threshold = new Threshold(warn?.AsNumber(0, most) ?? defaults.Warn, fail?.AsNumber(0, most) ?? defaults.Fail);
        return threshold.Warn <= threshold.Fail
            ? threshold
            : throw (warn ?? fail ?? map).Error($"warn ({threshold.Warn}) is above fail ({threshold.Fail}): a warning comes first");
    }
}
