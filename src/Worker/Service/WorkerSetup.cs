using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Prices;
using Persona.Bench.Core.Providers;
using Persona.Bench.Hosting.Settings;
using Persona.Bench.Storage.Prices;
using Persona.Bench.Worker.Runs;

namespace Persona.Bench.Worker.Service;

/// <summary>The options of the worker out of the configuration of its service.</summary>
internal static class WorkerSetup
{
    /// <exception cref="ConfigurationException">The price file cannot be used.</exception>
    public static WorkerOptions Of(ServiceSettings settings, IReadOnlyDictionary<string, ProviderDefinition> providers, EnvironmentFingerprint machine)
    {
        var configuration = settings.Configuration;
        var prices = PriceFile.Load(configuration.PricesFile);
        return new WorkerOptions
        {
            WorkerId = WorkerName.OfThisProcess(configuration.Worker.Name),
            Slots = configuration.Worker.Slots,
            Lease = configuration.Lease,
            Drain = configuration.Worker.Drain,
            Labels = configuration.Worker.Labels,
            SpoolFolder = configuration.SpoolDirectory,
            StoreAddress = AddressOf(configuration.Store),
            InputFolder = settings.Folder,
            Providers = providers,
            Prices = new PriceTable(prices.AsOf, prices.Prices),
            Machine = machine,
            Version = machine.BenchVersion,
        };
    }

    // The spool is read again by another process, maybe in another folder.
    private static string AddressOf(StoreAddress store) =>
        store is StoreAddress.Sqlite sqlite ? $"{new StoreAddress.Sqlite(Path.GetFullPath(sqlite.Path))}" : $"{store}";
}
