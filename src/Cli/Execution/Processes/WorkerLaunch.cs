using System.Globalization;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Execution.Processes;

/// <summary>How this command starts its workers: the worker service, with the settings of the command in its environment.</summary>
internal sealed record WorkerLaunch
{
    // A second Ctrl-C ends the command immediately. Its workers still finish their calls, but only for this long.
    private const int DrainSeconds = 10;

    public required string Program { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string LogFolder { get; init; }

    // Beside the spool, but not at the root of a disk.
    private static string LogFolderOf(string spool) =>
        Path.Combine(Path.GetDirectoryName(spool) is { } beside && Path.GetDirectoryName(beside) is not null ? beside : spool, "logs");

    /// <param name="configuration">The configuration of the command.</param>
    /// <param name="config">The file that <c>--config</c> names; null: the nearest.</param>
    /// <param name="providers">The providers of the run; emulated ones with their base URL.</param>
    /// <param name="spec">The run.</param>
    /// <param name="only">The run to poll the store for; null: the workers listen to the broker.</param>
    public static WorkerLaunch Create(BenchConfiguration configuration, string? config, IEnumerable<ProviderDefinition> providers, RunSpec spec, Guid? only)
    {
        var served = providers.ToArray();
        string[] file = config is null ? [] : ["--config", config];
        string[] run = only is { } id ? ["--run", id.ToString()] : [];
        return new WorkerLaunch
        {
            Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Persona.Bench.Worker.exe" : "Persona.Bench.Worker"),
            Arguments = ["--until-input-ends", .. file, .. run],
            LogFolder = LogFolderOf(Path.GetFullPath(configuration.SpoolDirectory)),
            Environment = new Dictionary<string, string>
            {
                [ConfigurationResolver.StoreVariable] = configuration.Store.ToConnection(),
                [ConfigurationResolver.BrokerVariable] = configuration.Broker.ToConnection(),
                [ServiceVariables.Listen] = "127.0.0.1:0",
                [ServiceVariables.SpoolDirectory] = Path.GetFullPath(configuration.SpoolDirectory),
                [ServiceVariables.DrainSeconds] = DrainSeconds.ToString(CultureInfo.InvariantCulture),
                [ServiceVariables.Slots] = spec.Workloads.Max(workload => workload.Workload.Concurrency).ToString(CultureInfo.InvariantCulture),
                [ServiceVariables.Providers] = string.Join(',', served.Select(provider => provider.Name)),
                [ServiceVariables.BaseUrls] = string.Join(' ', served.Where(provider => provider.BaseUrl is not null).Select(provider => $"{provider.Name}={provider.BaseUrl}")),
                // The runtime of this process.
                ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
            },
        };
    }
}
