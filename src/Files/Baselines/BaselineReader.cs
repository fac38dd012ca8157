using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Baselines;

/// <summary>Reads a baseline from YAML nodes: strict about structure and types, tolerant of unknown keys.</summary>
internal sealed class BaselineReader
{
    public static readonly string[] Keys = ["schema", "name", "version", "captured_at", "environment", "workloads"];

    public static readonly string[] WorkloadKeys =
        ["description", "provider", "provider_kind", "model", "iterations", "concurrency", "definition", "workers", "metrics", "intervals", "samples"];

    private readonly BaselineWarnings _warnings = new();

    public IReadOnlyList<string> Warnings => _warnings.Lines;

    public Baseline Read(YamlNode root)
    {
        var map = root.AsMap();
        _warnings.UnknownKeys(map, Keys);
        return new Baseline
        {
            Schema = ReadSchema(map.Find("schema")),
            Name = ReadName(map.Find("name")),
            Version = map.Require("version", "the version that was measured, such as version: \"1.12.0\"").AsText(),
            CapturedAt = map.Require("captured_at", "the time of the capture, such as captured_at: \"2025-01-15T10:30:00Z\"").AsTimestamp(),
            Environment = ReadEnvironment(map.Require("environment", "a map such as environment: {platform: \"linux-x64\"}").AsMap()),
            Workloads = ReadWorkloads(map.Require("workloads", "a map with one entry per workload").AsMap()),
        };
    }

    private static string? ReadSchema(YamlNode? node)
    {
        if (node is null) return null;
        var schema = node.AsText();
        return schema == Baseline.CurrentSchema
            ? schema
            : throw node.Error($"{Printable.Quoted(schema)} is not a schema that this version reads: expected {Baseline.CurrentSchema}");
    }

    private static string? ReadName(YamlNode? node)
    {
        if (node is null) return null;
        var name = node.AsText();
        return SafeName.IsSafe(name) ? name : throw node.Expected($"a safe name ({SafeName.Rule})");
    }

    private static OrderedDictionary<string, string> ReadEnvironment(YamlMap map)
    {
        OrderedDictionary<string, string> environment = new(StringComparer.Ordinal);
        foreach (var entry in map.Entries.Where(entry => !entry.Value.IsNull)) environment.Add(SafeKey(entry), entry.Value.AsText());
        return environment;
    }

    private OrderedDictionary<string, BaselineWorkload> ReadWorkloads(YamlMap map)
    {
        if (map.Entries.Count == 0) throw map.Error("no workloads: a baseline needs at least one");
        OrderedDictionary<string, BaselineWorkload> workloads = new(StringComparer.Ordinal);
        foreach (var entry in map.Entries) workloads.Add(WorkloadKey(entry), ReadWorkload(entry.Value.AsMap()));
        return workloads;
    }

    private BaselineWorkload ReadWorkload(YamlMap map)
    {
        _warnings.UnknownKeys(map, WorkloadKeys);
        return new BaselineWorkload
        {
            Description = map.Find("description")?.AsText(),
            Iterations = map.Require("iterations", "the number of iterations").AsCount(),
            Metrics = ReadMetrics(map.Require("metrics", "a map of metric names and values").AsMap()),
            Provider = map.Find("provider")?.AsText(),
            ProviderKind = map.Find("provider_kind")?.AsText(),
            Model = map.Find("model")?.AsText(),
            Concurrency = map.Find("concurrency")?.AsCount(),
            Definition = map.Find("definition")?.AsText(),
            Workers = map.Find("workers")?.AsCount(),
            Intervals = ReadIntervals(map.Find("intervals")?.AsMap()),
            Samples = map.Find("samples") is { } samples ? [.. samples.AsList().Select(item => ReadSample(item.AsMap()))] : [],
        };
    }

    private static OrderedDictionary<string, double?> ReadMetrics(YamlMap map)
    {
        OrderedDictionary<string, double?> metrics = new(StringComparer.Ordinal);
        foreach (var entry in map.Entries) metrics.Add(SafeKey(entry), entry.Value.AsNumberOrNull(0, LargestOf(entry.Key)));
        return metrics;
    }

    private static OrderedDictionary<string, Interval> ReadIntervals(YamlMap? map)
    {
        OrderedDictionary<string, Interval> intervals = new(StringComparer.Ordinal);
        foreach (var entry in map?.Entries ?? []) intervals.Add(SafeKey(entry), ReadInterval(entry.Value, LargestOf(entry.Key)));
        return intervals;
    }

    private static double LargestOf(string metric) => MetricCatalog.Find(metric)?.LargestValue ?? double.MaxValue;

    // An interval around a small mean may extend below zero; that of a ratio does not.
    private static Interval ReadInterval(YamlNode node, double largest)
    {
        var smallest = largest < double.MaxValue ? 0 : double.MinValue;
        var bounds = node.AsList();
        if (bounds.Count != 2) throw node.Error($"expected [lower, upper], found a list of {bounds.Count}");
        var interval = new Interval(bounds[0].AsNumber(smallest, largest), bounds[1].AsNumber(smallest, largest));
        return interval.Lower <= interval.Upper ? interval : throw node.Error("the lower bound is above the upper: swap them");
    }

    private BaselineSample ReadSample(YamlMap map)
    {
        OrderedDictionary<string, IReadOnlyList<double?>> columns = new(StringComparer.Ordinal);
        foreach (var entry in map.Entries.Where(entry => entry.Key is not ("worker" or "fingerprint")))
        {
            if (entry.Value is YamlList) columns.Add(SafeKey(entry), ReadColumn(entry, columns));
            else _warnings.Add(entry, ["worker", "fingerprint"]);
        }

        RequireValidAmongAll(map, columns);
        return new BaselineSample
        {
            Worker = map.Require("worker", "the name of the worker").AsText(),
            Fingerprint = map.Require("fingerprint", "the fingerprint of the worker's machine").AsText(),
            Columns = columns,
        };
    }

    private static double?[] ReadColumn(YamlEntry entry, OrderedDictionary<string, IReadOnlyList<double?>> columns)
    {
        var node = entry.Value;
        double?[] values = [.. node.AsList().Select(item => ReadValue(item, SampleColumns.Find(entry.Key)))];
        if (columns.Count == 0 || columns.GetAt(0).Value.Count == values.Length) return values;
        var (first, expected) = columns.GetAt(0);
        throw node.Error($"expected {expected.Count} values as in {first}, found {values.Length}: columns must have the same length");
    }

    private static void RequireValidAmongAll(YamlMap map, OrderedDictionary<string, IReadOnlyList<double?>> columns)
    {
        if (columns.GetValueOrDefault("valid_personas") is not { } valid || columns.GetValueOrDefault("personas") is not { } all) return;
        for (var i = 0; i < valid.Count; i++)
        {
            if (valid[i] > all[i])
                throw map.Find("valid_personas")!.AsList()[i].Error($"{valid[i]} valid personas of {all[i]}: there cannot be more valid personas than personas");
        }
    }

    // Nothing is known about the values of other tools' columns.
    private static double? ReadValue(YamlNode node, SampleColumn? column) => column switch
    {
        null => node.AsNumberOrNull(),
        _ when node.IsNull => null,
        { IsWhole: true } => node.AsWholeNumber(0, (long)column.LargestValue),
        _ => node.AsNumber(0, column.LargestValue),
    };

    private static string SafeKey(YamlEntry entry) => SafeName.IsSafe(entry.Key)
        ? entry.Key
        : throw new YamlFileException(entry.Location, $"not a safe name: use {SafeName.Rule}");

    // workload or workload@provider, each a safe name.
    private static string WorkloadKey(YamlEntry entry) => BaselineKey.IsSafe(entry.Key)
        ? entry.Key
        : throw new YamlFileException(entry.Location, $"not a safe name of a workload, or workload@provider: use {SafeName.Rule}");
}
