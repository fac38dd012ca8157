using Persona.Bench.Contracts;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary>Reads the keys of <c>benchmarks</c> and checks that they agree.</summary>
internal sealed class ConfigurationReader(string folder, KnownNames known)
{
    public static readonly string[] Keys =
    [
        "enabled", "baselines_dir", "default_workload", "default_provider", "iterations", "thresholds", "metrics", "guards", "store", "broker",
        "providers", "workloads", "retention", "probes", "region", "persona_version", "prices", "spool_dir",
        "lease_s", "worker", "coordinator",
    ];

    private const string NameIsTaken = "the name belongs to a built-in workload: choose another, "
        + "or set its number of iterations under benchmarks.iterations";

    private readonly FolderOfFile _folder = new(folder);

    /// <summary>The configuration of an empty file.</summary>
    public static BenchConfiguration Defaults(string folder)
    {
        var (place, defaults) = (new FolderOfFile(folder), new BenchConfiguration());
        return defaults with
        {
            BaselinesDirectory = place.Resolve(defaults.BaselinesDirectory),
            SpoolDirectory = place.Resolve(defaults.SpoolDirectory),
            Store = place.Resolve(defaults.Store),
        };
    }

    public BenchConfiguration Read(YamlMap map)
    {
        map.AllowOnly(Keys);
        var defaults = Defaults(folder);
        var providers = ReadProviders(map.Find("providers")?.AsMap());
        var workloads = ReadWorkloads(map.Find("workloads")?.AsMap());
        string[] workloadNames = [.. known.Workloads, .. workloads.Keys];
        var thresholds = map.Find("thresholds") is { } limits ? ThresholdsReader.Read(limits.AsMap(), known.Metrics) : defaults.Thresholds;
        return defaults with
        {
            Enabled = map.Find("enabled")?.AsBool() ?? defaults.Enabled,
            BaselinesDirectory = ReadPath(map.Find("baselines_dir")) ?? defaults.BaselinesDirectory,
            DefaultWorkload = ReadOneOf(map.Find("default_workload"), "workload", workloadNames) ?? defaults.DefaultWorkload,
            DefaultProvider = ReadOneOf(map.Find("default_provider"), "provider", [.. providers.Keys]) ?? defaults.DefaultProvider,
            Iterations = ReadIterations(map.Find("iterations")?.AsMap(), workloadNames),
            Thresholds = thresholds,
            Metrics = map.Find("metrics") is { } metrics ? ReadMetrics(metrics) : defaults.Metrics,
            Guards = GuardsReader.Read(map.Find("guards")?.AsMap(), thresholds, known.Metrics),
            MetricsAreNamed = map.Find("metrics") is not null,
            Store = map.Find("store") is { } store ? ReadStore(store) : defaults.Store,
            Broker = map.Find("broker") is { } broker ? ReadAddress(broker, BrokerAddress.Parse) : defaults.Broker,
            Providers = providers,
            Workloads = workloads,
            Retention = ReadRetention(map.Find("retention")?.AsMap()),
            Probes = ReadProbes(map.Find("probes")?.AsMap()),
            Region = map.Find("region")?.AsText(),
            PersonaVersion = map.Find("persona_version")?.AsText(),
            PricesFile = ReadPath(map.Find("prices")),
            SpoolDirectory = ReadPath(map.Find("spool_dir")) ?? defaults.SpoolDirectory,
            Lease = map.Find("lease_s") is { } lease ? TimeSpan.FromSeconds(lease.AsNumber(1, 86_400)) : defaults.Lease,
            Worker = ServiceReader.ReadWorker(map.Find("worker")?.AsMap(), [.. providers.Keys]),
            Coordinator = ServiceReader.ReadCoordinator(map.Find("coordinator")?.AsMap()),
        };
    }

    private OrderedDictionary<string, ProviderDefinition> ReadProviders(YamlMap? map)
    {
        OrderedDictionary<string, ProviderDefinition> providers = new(BuiltInProviders.All, StringComparer.Ordinal);
        foreach (var entry in map?.Entries ?? [])
        {
            if (QueueNames.IsReserved(entry.Key)) throw new YamlFileException(entry.Location, "the name is reserved for an internal queue: choose another");
            providers[Names.Require(entry)] = ProviderReader.Read(entry.Key, entry.Value.AsMap(), _folder);
        }

        return providers;
    }

    private OrderedDictionary<string, Workload> ReadWorkloads(YamlMap? map)
    {
        OrderedDictionary<string, Workload> workloads = new(StringComparer.Ordinal);
        foreach (var entry in map?.Entries ?? [])
        {
            if (known.Workloads.Contains(entry.Key)) throw new YamlFileException(entry.Location, NameIsTaken);
            workloads.Add(Names.Require(entry), WorkloadReader.Read(entry.Key, entry.Value.AsMap(), _folder));
        }

        return workloads;
    }

    private static OrderedDictionary<string, int> ReadIterations(YamlMap? map, IReadOnlyCollection<string> workloads)
    {
        OrderedDictionary<string, int> iterations = new(StringComparer.Ordinal);
        foreach (var entry in map?.Entries ?? [])
        {
            Names.RequireKnown(entry, "workload", workloads);
            iterations.Add(entry.Key, entry.Value.AsCount(max: WorkloadReader.MostIterations));
        }

        return iterations;
    }

    private string[] ReadMetrics(YamlNode node)
    {
        var items = node.AsList();
        if (items.Count == 0) throw node.Error("an empty list gates nothing: name at least one metric, or remove the key");
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var metric = ReadOneOf(item, "metric", known.Metrics)!;
            if (!seen.Add(metric)) throw item.Error($"{metric} is listed twice: remove one");
        }

        return [.. items.Select(item => item.AsText())];
    }

    private StoreAddress ReadStore(YamlNode node) => _folder.Resolve(ReadAddress(node, StoreAddress.Parse));

    private static T ReadAddress<T>(YamlNode node, Func<string, T> parse)
    {
        try
        {
            return parse(node.AsText());
        }
        catch (ConfigurationException error) when (error is not YamlFileException)
        {
            throw node.Error(error.Message);
        }
    }

    private static Retention ReadRetention(YamlMap? map)
    {
        map?.AllowOnly(["raw_days", "keep_baselines"]);
        var defaults = new Retention();
        return new Retention
        {
            RawDays = map?.Find("raw_days")?.AsCount(max: 36_500) ?? defaults.RawDays,
            KeepBaselines = map?.Find("keep_baselines")?.AsCount(max: 100_000) ?? defaults.KeepBaselines,
        };
    }

    private static OrderedDictionary<string, IReadOnlyList<string>> ReadProbes(YamlMap? map)
    {
        OrderedDictionary<string, IReadOnlyList<string>> probes = new(StringComparer.Ordinal);
        foreach (var entry in map?.Entries ?? []) probes.Add(Names.Require(entry), ReadCommand(entry.Value));
        return probes;
    }

    private static string[] ReadCommand(YamlNode node)
    {
        if (node is YamlScalar) throw node.Expected("a program and its arguments as a list, such as [python3, --version]");
        string[] command = [.. node.AsList().Select(item => item.AsText())];
        return command is ["", ..] or [] ? throw node.Error("no program: write it as a list, such as [python3, --version]") : command;
    }

    private string? ReadPath(YamlNode? node) => node is null ? null : _folder.Resolve(node);

    private static string? ReadOneOf(YamlNode? node, string what, IReadOnlyCollection<string> names)
    {
        if (node is null) return null;
        var name = node.AsText();
        return names.Contains(name)
            ? name
            : throw node.Error($"there is no {what} {Printable.Quoted(name)}: {Suggestion.Sentence(name, names)}");
    }
}
