using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary><c>benchmarks.guards</c>: rates and their levels, in percentage points.</summary>
internal static class GuardsReader
{
    private const double Most = 100;

    private static readonly string[] Rates = [.. MetricCatalog.All.Where(metric => metric.Unit == "ratio").Select(metric => metric.Name)];

    /// <param name="map">Null: the default guards. Empty: no guards.</param>
    /// <param name="thresholds">Levels of single metrics apply to guards too, if <paramref name="map"/> gives none.</param>
    /// <param name="metricNames">All metric names.</param>
    public static OrderedDictionary<string, Threshold> Read(YamlMap? map, Thresholds thresholds, IReadOnlyCollection<string> metricNames)
    {
        if (map is null)
        {
            return new(Guards.Default.Keys.Select(metric => KeyValuePair.Create(metric, thresholds.For(metric))), StringComparer.Ordinal);
        }

        OrderedDictionary<string, Threshold> guards = new(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            Names.RequireKnown(entry, "metric", metricNames);
            if (!Rates.Contains(entry.Key)) throw new YamlFileException(entry.Location, $"not a rate: guards are {string.Join(", ", Rates)}; list others under benchmarks.metrics");
            guards.Add(entry.Key, Levels(entry, thresholds));
        }

        return guards;
    }

    private static Threshold Levels(YamlEntry entry, Thresholds thresholds)
    {
        var own = entry.Value.AsMap();
        own.AllowOnly(["warn", "fail"]);
        var usual = thresholds.Metrics.ContainsKey(entry.Key) ? thresholds.For(entry.Key) : Guards.Default.Values.First();
        return ThresholdsReader.ReadThreshold(own, usual, Most);
    }
}
