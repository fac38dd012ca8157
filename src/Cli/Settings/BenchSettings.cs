using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Storage.Configuration;

namespace Persona.Bench.Cli.Settings;

/// <summary>The configuration that holds for a command: options over environment over file over defaults.</summary>
internal static class BenchSettings
{
    private static readonly KnownNames Known =
        new([.. BuiltInWorkloads.All.Select(workload => workload.Name)], [.. MetricCatalog.All.Select(metric => metric.Name)]);

    /// <exception cref="ConfigurationException">Something in it cannot be used.</exception>
    public static BenchConfiguration Load(Sources sources)
    {
        var path = Find(sources.Config);
        var file = path is null ? new BenchConfiguration() : ConfigurationFile.Read(path, Known);
        var options = new ConfigurationOverrides { Store = sources.Store, Broker = sources.Broker, BaselinesDirectory = sources.BaselinesDirectory };
        return ConfigurationResolver.Resolve(file, options, Environment.GetEnvironmentVariable, Known);
    }

    /// <summary>The same, for commands that measure.</summary>
    /// <exception cref="ConfigurationException">Something in it cannot be used, or measuring is switched off.</exception>
    public static BenchConfiguration LoadEnabled(Sources sources)
    {
        var configuration = Load(sources);
        return configuration.Enabled
            ? configuration
            : throw new ConfigurationException("benchmarks.enabled is false in persona.yaml: nothing is measured; set it to true");
    }

    /// <summary>The file of the embedded store.</summary>
    /// <exception cref="ConfigurationException">A server is configured, which this version cannot use.</exception>
    public static string StorePath(BenchConfiguration configuration)
    {
        if (configuration.Broker is not BrokerAddress.InMemory)
        {
            throw new ConfigurationException($"broker {configuration.Broker}: this version runs embedded only; set broker to in-memory");
        }

        return configuration.Store is StoreAddress.Sqlite sqlite
            ? sqlite.Path
            : throw new ConfigurationException($"store {configuration.Store}: this version stores in SQLite only; set store to sqlite:FILE");
    }

    // What is found in this folder or above it is named from here, in messages too, as what --config names is.
    private static string? Find(string? option)
    {
        var folder = Directory.GetCurrentDirectory();
        var path = ConfigurationFile.Find(option, folder);
        return option is null && path is not null ? Path.GetRelativePath(folder, path) : path;
    }
}
