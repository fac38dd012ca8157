using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary>Sections <c>worker</c> and <c>coordinator</c> of <c>benchmarks</c>.</summary>
internal static class ServiceReader
{
    public static readonly string[] WorkerKeys = ["slots", "providers", "labels", "name", "listen", "drain_s"];

    public static readonly string[] CoordinatorKeys = ["listen"];

    public static WorkerSettings ReadWorker(YamlMap? map, IReadOnlyCollection<string> providers)
    {
        map?.AllowOnly(WorkerKeys);
        var defaults = new WorkerSettings();
        return new WorkerSettings
        {
            Slots = map?.Find("slots")?.AsCount(max: Concurrency.Most) ?? defaults.Slots,
            Providers = map?.Find("providers") is { } names ? ReadProviders(names, providers) : null,
            Labels = ReadLabels(map?.Find("labels")?.AsMap()),
            Name = map?.Find("name") is { } name ? ReadName(name) : null,
            Listen = ReadListen(map) ?? defaults.Listen,
            Drain = map?.Find("drain_s") is { } drain ? TimeSpan.FromSeconds(drain.AsNumber(0, 86_400)) : defaults.Drain,
        };
    }

    public static CoordinatorSettings ReadCoordinator(YamlMap? map)
    {
        map?.AllowOnly(CoordinatorKeys);
        return new CoordinatorSettings { Listen = ReadListen(map) ?? new CoordinatorSettings().Listen };
    }

    private static ListenAddress? ReadListen(YamlMap? map)
    {
        if (map?.Find("listen") is not { } node) return null;
        try
        {
            return ListenAddress.Parse(node.AsText());
        }
        catch (ConfigurationException error) when (error is not YamlFileException)
        {
            throw node.Error(error.Message);
        }
    }

    private static string ReadName(YamlNode node) => SafeName.IsSafe(node.AsText())
        ? node.AsText()
        : throw node.Expected("a name of letters, digits and . _ @ -, 64 at most");

    private static string[] ReadProviders(YamlNode node, IReadOnlyCollection<string> known)
    {
        var items = node.AsList();
        foreach (var item in items.Where(item => !known.Contains(item.AsText())))
        {
            throw item.Error($"there is no provider {Printable.Quoted(item.AsText())}: {Suggestion.Sentence(item.AsText(), known)}");
        }

        return [.. items.Select(item => item.AsText()).Distinct(StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> ReadLabels(YamlMap? map)
    {
        var labels = new Dictionary<string, string>();
        foreach (var entry in map?.Entries ?? []) labels.Add(Names.Require(entry), entry.Value.AsText());
        return labels;
    }
}
