using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Prices;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Files.Prices;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>Takes what the embedded bench needs for a run from the configuration.</summary>
internal static class EmbeddedSettings
{
    /// <exception cref="ConfigurationException">The price file cannot be used.</exception>
    public static EmbeddedOptions For(
        BenchConfiguration configuration, IReadOnlyList<ProviderDefinition> providers, EnvironmentFingerprint machine, RunSpec spec, bool verbose)
    {
        var prices = PriceFile.Load(configuration.PricesFile);
        return new EmbeddedOptions
        {
            StorePath = ((StoreAddress.Sqlite)configuration.Store).Path,
            SpoolFolder = configuration.SpoolDirectory,
            InputFolder = Directory.GetCurrentDirectory(),
            Providers = providers.ToDictionary(provider => provider.Name),
            Prices = new PriceTable(prices.AsOf, prices.Prices),
            Machine = machine,
            Lease = configuration.Lease,
            Slots = spec.Workloads.Max(workload => workload.Workload.Concurrency),
            Verbose = verbose,
        };
    }
}
