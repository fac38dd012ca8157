using System.ComponentModel.DataAnnotations;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Prices;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker;

public sealed class WorkerOptions
{
    /// <summary>Names this process in measurements, leases and its spool file; unique among processes.</summary>
    [Required(ErrorMessage = "the worker has no name")]
    public string WorkerId { get; set; } = "";

    /// <summary>Maximum number of iterations in flight, over all runs.</summary>
    [Range(1, Concurrency.Most, ErrorMessage = "worker slots and workload concurrency can be {1} to {2}")]
    public int Slots { get; set; } = 1;

    /// <summary>How long this worker holds a claimed item without renewing it.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Folder for the spool files of this machine's workers.</summary>
    [Required(ErrorMessage = "the worker has no spool folder")]
    public string SpoolFolder { get; set; } = "";

    /// <summary>The store's address as shown in the spool, without its password.</summary>
    public string StoreAddress { get; set; } = "";

    /// <summary>Folder against which relative paths of input files are resolved.</summary>
    public string InputFolder { get; set; } = "";

    /// <summary>The providers that this worker serves, by name.</summary>
    public IReadOnlyDictionary<string, ProviderDefinition> Providers { get; set; } = new Dictionary<string, ProviderDefinition>();

    /// <summary>Labels of this worker, such as its location.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>How long shutdown waits for calls in flight.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromMinutes(1);

    public PriceTable? Prices { get; set; }

    /// <summary>The machine, read once at startup.</summary>
    public EnvironmentFingerprint? Machine { get; set; }

    public string Version { get; set; } = "";
}
