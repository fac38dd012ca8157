using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Configuration;

/// <summary>Section <c>benchmarks</c> of <c>persona.yaml</c>, with defaults for what the file omits. Holds no secrets.</summary>
public sealed record BenchConfiguration
{
    /// <summary>If false, benchmark commands refuse to measure.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The folder of baseline files, relative to the working directory.</summary>
    public string BaselinesDirectory { get; init; } = "baselines";

    public string DefaultWorkload { get; init; } = "standard";

    public string DefaultProvider { get; init; } = BuiltInProviders.Emulated;

    /// <summary>Number of iterations by workload, overriding the workload's own.</summary>
    public IReadOnlyDictionary<string, int> Iterations { get; init; } = new Dictionary<string, int>();

    public Thresholds Thresholds { get; init; } = new();

    /// <summary>The metrics that decide a comparison, the gates.</summary>
    public IReadOnlyList<string> Metrics { get; init; } =
        ["generation_latency_p50", "generation_latency_p95", "throughput_personas_per_minute", "memory_peak_mb"];

    /// <summary>Rates watched beside the gates, with their levels in percentage points; may be empty.</summary>
    public IReadOnlyDictionary<string, Threshold> Guards { get; init; } = Configuration.Guards.Default;

    /// <summary>Whether the file names the gates. By default, memory is not a gate where it is that of Persona.Bench itself.</summary>
    public bool MetricsAreNamed { get; init; }

    public StoreAddress Store { get; init; } = new StoreAddress.Sqlite(".persona/bench.db");

    public BrokerAddress Broker { get; init; } = new BrokerAddress.InMemory();

    /// <summary>By name: the built-in ones, overridden and extended by those of the file.</summary>
    public IReadOnlyDictionary<string, ProviderDefinition> Providers { get; init; } = BuiltInProviders.All;

    /// <summary>User-defined workloads by name, without the built-in ones.</summary>
    public IReadOnlyDictionary<string, Workload> Workloads { get; init; } = new Dictionary<string, Workload>();

    public Retention Retention { get; init; } = new();

    /// <summary>Environment field to the command (program and arguments, no shell) whose output is its value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Probes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Location of the machine, recorded in the environment of a measurement.</summary>
    public string? Region { get; init; }

    /// <summary>The version of the measured Persona, for when it cannot be detected.</summary>
    public string? PersonaVersion { get; init; }

    /// <summary>The user's own price file; null for the built-in one.</summary>
    public string? PricesFile { get; init; }

    /// <summary>Where workers keep results until the store has them.</summary>
    public string SpoolDirectory { get; init; } = ".persona/spool";

    /// <summary>How long a worker holds a claimed iteration without renewing its lease; the same for all services of a store.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    public WorkerSettings Worker { get; init; } = new();

    public CoordinatorSettings Coordinator { get; init; } = new();

    /// <summary>Maximum calls in flight at a provider, over all workers; null if unlimited or unknown.</summary>
    public int? MostAtOnce(string provider) => Providers.GetValueOrDefault(provider)?.MaxConcurrency;
}

/// <summary>How much data is kept.</summary>
public sealed record Retention
{
    /// <summary>Days that raw measurements are kept.</summary>
    public int RawDays { get; init; } = 90;

    /// <summary>Number of baseline files that are kept.</summary>
    public int KeepBaselines { get; init; } = 20;
}
