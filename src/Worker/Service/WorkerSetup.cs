using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Prices;
using Persona.Bench.Core.Providers;
using Persona.Bench.Files.Prices;
using Persona.Bench.Hosting.Settings;
using Persona.Bench.Worker.Runs;

namespace Persona.Bench.Worker.Service;

/// <summary>Derives the worker's options from its service's configuration.</summary>
internal sealed class WorkerSetup(ServiceSettings settings, IReadOnlyDictionary<string, ProviderDefinition> providers, EnvironmentFingerprint machine)
{
    private readonly string _workerId = WorkerName.OfThisProcess(settings.Configuration.Worker.Name);
    private readonly PriceTable _prices = PricesOf(settings.Configuration);

    public void Apply(WorkerOptions options)
    {
        var configuration = settings.Configuration;
        options.WorkerId = _workerId;
        options.Slots = configuration.Worker.Slots;
        options.Lease = configuration.Lease;
        options.Drain = configuration.Worker.Drain;
        options.Labels = configuration.Worker.Labels;
        options.SpoolFolder = configuration.SpoolDirectory;
        options.StoreAddress = AddressOf(configuration.Store);
        options.InputFolder = settings.Folder;
        options.Providers = providers;
        options.Prices = _prices;
        options.Machine = machine;
        options.Version = machine.BenchVersion;
    }

    /// <exception cref="ConfigurationException">The price file cannot be used.</exception>
    private static PriceTable PricesOf(BenchConfiguration configuration)
    {
        var prices = PriceFile.Load(configuration.PricesFile);
        return new PriceTable(prices.AsOf, prices.Prices);
    }

    // Absolute: another process reads the spool later, perhaps from another folder.
    private static string AddressOf(StoreAddress store) =>
        store is StoreAddress.Sqlite sqlite ? $"{new StoreAddress.Sqlite(Path.GetFullPath(sqlite.Path))}" : $"{store}";
}
