namespace Persona.Bench.Core.Configuration;

/// <summary>Resolves the configuration. Precedence: option, environment, <c>persona.yaml</c>, default.</summary>
public static class ConfigurationResolver
{
    public const string StoreVariable = "PERSONA_BENCH_STORE";
    public const string BrokerVariable = "PERSONA_BENCH_BROKER";
    public const string BaselinesDirectoryVariable = "PERSONA_BENCH_BASELINES_DIR";
    public const string DefaultProviderVariable = "PERSONA_BENCH_DEFAULT_PROVIDER";
    public const string DefaultWorkloadVariable = "PERSONA_BENCH_DEFAULT_WORKLOAD";

    /// <summary>The effective configuration.</summary>
    /// <param name="file">The configuration of the file, including defaults.</param>
    /// <param name="options">The command-line options.</param>
    /// <param name="environment">Looks up a variable; null or empty if it is not set.</param>
    /// <param name="known">Names defined in code.</param>
    /// <exception cref="ConfigurationException">A value cannot be used; the message names the option or variable it came from.</exception>
    public static BenchConfiguration Resolve(
        BenchConfiguration file, ConfigurationOverrides options, Func<string, string?> environment, KnownNames known)
    {
        string? Pick(string? option, string optionName, string variable, out string source)
        {
            source = option is not null ? optionName : variable;
            return option ?? (environment(variable) is { Length: > 0 } value ? value : null);
        }

        var store = Pick(options.Store, "--store", StoreVariable, out var storeSource);
        var broker = Pick(options.Broker, "--broker", BrokerVariable, out var brokerSource);
        var folder = Pick(options.BaselinesDirectory, "--baselines-dir", BaselinesDirectoryVariable, out var folderSource);
        var provider = Pick(options.DefaultProvider, "--provider", DefaultProviderVariable, out var providerSource);
        var workload = Pick(options.DefaultWorkload, "--workload", DefaultWorkloadVariable, out var workloadSource);
        return file with
        {
            Store = store is null ? file.Store : From(storeSource, () => StoreAddress.Parse(store)),
            Broker = broker is null ? file.Broker : From(brokerSource, () => BrokerAddress.Parse(broker)),
            BaselinesDirectory = folder is null ? file.BaselinesDirectory : From(folderSource, () => Folder(folder)),
            DefaultProvider = provider is null ? file.DefaultProvider
                : From(providerSource, () => OneOf(provider, "provider", [.. file.Providers.Keys])),
            DefaultWorkload = workload is null ? file.DefaultWorkload
                : From(workloadSource, () => OneOf(workload, "workload", [.. known.Workloads, .. file.Workloads.Keys])),
        };
    }

    private static T From<T>(string source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ConfigurationException error)
        {
            throw new ConfigurationException($"{source}: {error.Message}", error);
        }
    }

    private static string Folder(string text) => string.IsNullOrWhiteSpace(text) || text.Contains('\0', StringComparison.Ordinal)
        ? throw new ConfigurationException("not a folder: name one, such as ./baselines")
        : text;

    private static string OneOf(string text, string what, IReadOnlyCollection<string> known) => known.Contains(text)
        ? text
        : throw new ConfigurationException($"there is no {what} {Printable.Quoted(text)}: {Suggestion.Sentence(text, known)}");
}
