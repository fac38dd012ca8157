using System.Globalization;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Execution.Processes;

/// <summary>How the workers of this command are started: the service, told by its environment what the command was told.</summary>
internal sealed record WorkerLaunch
{
    // A second Ctrl-C ends the command at once; what its workers are at is finished, but not waited for long.
    private const int DrainSeconds = 10;

    public required string Program { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string LogFolder { get; init; }

    // Beside the spool; not at the root of a disk.
    private static string LogFolderOf(string spool) =>
        Path.Combine(Path.GetDirectoryName(spool) is { } beside && Path.GetDirectoryName(beside) is not null ? beside : spool, "logs");

    /// <param name="configuration">As the command has it.</param>
    /// <param name="config">The file that was named; null: the nearest.</param>
    /// <param name="providers">Those of the run; emulated ones with the address at which they are served.</param>
    /// <param name="spec">The run.</param>
    /// <param name="only">The run whose work they find in the store; null: they listen to the broker.</param>
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
                // The runtime that runs this one.
                ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
            },
        };
    }
}
