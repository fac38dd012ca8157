using System.Globalization;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Configuration;

/// <summary>The environment variables of the services, which take precedence over the file.</summary>
public static class ServiceVariables
{
    public const string Listen = "PERSONA_BENCH_LISTEN";
    public const string Token = "PERSONA_BENCH_TOKEN";
    public const string LeaseSeconds = "PERSONA_BENCH_LEASE_S";
    public const string DrainSeconds = "PERSONA_BENCH_DRAIN_S";
    public const string Slots = "PERSONA_BENCH_WORKER_SLOTS";
    public const string Providers = "PERSONA_BENCH_WORKER_PROVIDERS";
    public const string Labels = "PERSONA_BENCH_WORKER_LABELS";
    public const string Name = "PERSONA_BENCH_WORKER_NAME";
    public const string SpoolDirectory = "PERSONA_BENCH_SPOOL_DIR";
    public const string BaseUrls = "PERSONA_BENCH_BASE_URLS";

    /// <summary>Applies the environment variables to the configuration.</summary>
    /// <exception cref="ConfigurationException">A value cannot be used; the message names the variable.</exception>
    public static BenchConfiguration Apply(BenchConfiguration file, Func<string, string?> environment)
    {
        T Read<T>(string variable, T otherwise, Func<string, T> read)
        {
            if (environment(variable) is not { Length: > 0 } text) return otherwise;
            try
            {
                return read(text);
            }
            catch (ConfigurationException error)
            {
                throw new ConfigurationException($"{variable}: {error.Message}", error);
            }
        }

        var providers = Read(BaseUrls, file.Providers, text => WithAddresses(file.Providers, text));
        return file with
        {
            Lease = Read(LeaseSeconds, file.Lease, text => Seconds(text, 1, 86_400)),
            SpoolDirectory = Read(SpoolDirectory, file.SpoolDirectory, text => text),
            Providers = providers,
            Worker = file.Worker with
            {
                Slots = Read(Slots, file.Worker.Slots, text => Whole(text, 1, Concurrency.Most)),
                Providers = Read(Providers, file.Worker.Providers, text => Names(text, providers)),
                Labels = Read(Labels, file.Worker.Labels, Pairs),
                Name = Read(Name, file.Worker.Name, Safe),
                Listen = Read(Listen, file.Worker.Listen, ListenAddress.Parse),
                Drain = Read(DrainSeconds, file.Worker.Drain, text => Seconds(text, 0, 86_400)),
            },
            Coordinator = file.Coordinator with { Listen = Read(Listen, file.Coordinator.Listen, ListenAddress.Parse) },
        };
    }

    private static int Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ConfigurationException($"expected a whole number from {least} to {most}, got {Printable.Quoted(text)}");

    private static TimeSpan Seconds(string text, double least, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? TimeSpan.FromSeconds(number)
            : throw new ConfigurationException(string.Create(
                CultureInfo.InvariantCulture, $"expected seconds from {least} to {most}, got {Printable.Quoted(text)}"));

    private static string Safe(string text) => SafeName.IsSafe(text)
        ? text
        : throw new ConfigurationException($"{Printable.Quoted(text)} is not a valid name: use only letters, digits and . _ @ -, at most 64");

    private static string[] Names(string text, IReadOnlyDictionary<string, Providers.ProviderDefinition> known)
    {
        string[] names = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return Array.Find(names, name => !known.ContainsKey(name)) is { } unknown
            ? throw new ConfigurationException($"there is no provider {Printable.Quoted(unknown)}: {Suggestion.Sentence(unknown, [.. known.Keys])}")
            : names;
    }

    private static Dictionary<string, string> Pairs(string text) => Split(text, ',', "label=value,label=value")
        .ToDictionary(pair => Safe(pair.Key), pair => pair.Value);

    private static Dictionary<string, Providers.ProviderDefinition> WithAddresses(
        IReadOnlyDictionary<string, Providers.ProviderDefinition> known, string text)
    {
        var providers = new Dictionary<string, Providers.ProviderDefinition>(known);
        foreach (var (name, address) in Split(text, ' ', "provider=http://HOST:PORT, separated by spaces"))
        {
            if (!providers.TryGetValue(name, out var provider))
                throw new ConfigurationException($"there is no provider {Printable.Quoted(name)}: {Suggestion.Sentence(name, [.. known.Keys])}");
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
                throw new ConfigurationException($"the address of {name} is not a URL such as http://localhost:8000");
            providers[name] = provider with { BaseUrl = url };
        }

        return providers;
    }

    private static List<KeyValuePair<string, string>> Split(string text, char separator, string form)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var entry in text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split('=', 2);
            if (parts.Length != 2 || pairs.Exists(pair => pair.Key == parts[0])) throw new ConfigurationException($"expected {form}");
            pairs.Add(new(parts[0], parts[1]));
        }

        return pairs;
    }
}
