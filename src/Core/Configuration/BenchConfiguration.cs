using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Configuration;

/// <summary>Section <c>benchmarks</c> of <c>persona.yaml</c>; what the file does not say has its default. Holds no secret.</summary>
public sealed record BenchConfiguration
{
    /// <summary>False: benchmark commands refuse to measure.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The folder of baseline files; relative to the working directory.</summary>
    public string BaselinesDirectory { get; init; } = "baselines";

    public string DefaultWorkload { get; init; } = "standard";

    public string DefaultProvider { get; init; } = BuiltInProviders.Emulated;

    /// <summary>Workload to number of iterations, in place of the workload's own.</summary>
    public IReadOnlyDictionary<string, int> Iterations { get; init; } = new Dictionary<string, int>();

    public Thresholds Thresholds { get; init; } = new();

    /// <summary>The metrics that decide a comparison, the gates.</summary>
    public IReadOnlyList<string> Metrics { get; init; } =
        ["generation_latency_p50", "generation_latency_p95", "throughput_personas_per_minute", "memory_peak_mb"];

    /// <summary>Rates that are watched beside the gates, with their levels in percentage points; empty: none.</summary>
    public IReadOnlyDictionary<string, Threshold> Guards { get; init; } = Configuration.Guards.Default;

    /// <summary>The file names the gates. By default memory is none where it is that of Persona.Bench itself.</summary>
    public bool MetricsAreNamed { get; init; }

    public StoreAddress Store { get; init; } = new StoreAddress.Sqlite(".persona/bench.db");

    public BrokerAddress Broker { get; init; } = new BrokerAddress.InMemory();

    /// <summary>By name: those that come with the product, replaced and completed by those of the file.</summary>
    public IReadOnlyDictionary<string, ProviderDefinition> Providers { get; init; } = BuiltInProviders.All;

    /// <summary>Workloads of the user by name; not those that come with the product.</summary>
    public IReadOnlyDictionary<string, Workload> Workloads { get; init; } = new Dictionary<string, Workload>();

    public Retention Retention { get; init; } = new();

    /// <summary>Field of the environment to the command (program and arguments, no shell) whose output has its value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Probes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Where the machine is, for the environment of a measurement.</summary>
    public string? Region { get; init; }

    /// <summary>The version of Persona that is measured, where it cannot be found out.</summary>
    public string? PersonaVersion { get; init; }

    /// <summary>The user's own price file; null: the one that comes with the product.</summary>
    public string? PricesFile { get; init; }

    /// <summary>Where workers keep results until the store has them.</summary>
    public string SpoolDirectory { get; init; } = ".persona/spool";

    /// <summary>How long a claimed iteration is its worker's without a renewal; the same for all services of a store.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    public WorkerSettings Worker { get; init; } = new();

    public CoordinatorSettings Coordinator { get; init; } = new();

    /// <summary>Calls that a provider takes at once, over all workers; null: any number, or nothing is known of it.</summary>
    public int? MostAtOnce(string provider) => Providers.GetValueOrDefault(provider)?.MaxConcurrency;
}

/// <summary>How long what is kept.</summary>
public sealed record Retention
{
    /// <summary>Raw measurements, in days.</summary>
    public int RawDays { get; init; } = 90;

    /// <summary>Number of baseline files.</summary>
    public int KeepBaselines { get; init; } = 20;
}
