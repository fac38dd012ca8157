using System.ComponentModel.DataAnnotations;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Prices;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker;

public sealed class WorkerOptions
{
    public const string Section = "Worker";

    /// <summary>Names this process in measurements, leases and its spool file; unique among processes.</summary>
    [Required(ErrorMessage = "the worker has no name")]
    public string WorkerId { get; set; } = "";

    /// <summary>Iterations in flight at once, over all runs.</summary>
    [Range(1, Concurrency.Most, ErrorMessage = "slots of a worker, and the concurrency of a workload, can be {1} to {2}")]
    public int Slots { get; set; } = 1;

    /// <summary>How long a claimed item is this worker's without a renewal.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Folder of the spool files of this machine's workers.</summary>
    [Required(ErrorMessage = "the worker has no folder for its spool")]
    public string SpoolFolder { get; set; } = "";

    /// <summary>How the spool names the store for people; without password.</summary>
    public string StoreAddress { get; set; } = "";

    /// <summary>Folder against which relative paths of input files are resolved.</summary>
    public string InputFolder { get; set; } = "";

    /// <summary>The providers that this worker serves, by name.</summary>
    public IReadOnlyDictionary<string, ProviderDefinition> Providers { get; set; } = new Dictionary<string, ProviderDefinition>();

    /// <summary>Words about this worker, such as where it stands.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>How long a stop waits for the calls under way.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromMinutes(1);

    public PriceTable? Prices { get; set; }

    /// <summary>The machine, read once at start.</summary>
    public EnvironmentFingerprint? Machine { get; set; }

    public string Version { get; set; } = "";
}
