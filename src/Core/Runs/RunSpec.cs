using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Runs;

/// <summary>Everything that defines a run; stored as JSON with the run. Holds no secrets and no research data.</summary>
public sealed record RunSpec
{
    public string? Name { get; init; }

    /// <summary>In the order in which they are measured.</summary>
    public required IReadOnlyList<RunWorkload> Workloads { get; init; }

    /// <summary>In the requested order; each workload is measured on each of them, interleaved.</summary>
    public required IReadOnlyList<RunProvider> Providers { get; init; }

    /// <summary>Decides the order within blocks and which research data each iteration gets.</summary>
    public required int Seed { get; init; }

    public required string PersonaVersion { get; init; }

    public string? GitCommit { get; init; }

    public bool? GitDirty { get; init; }

    /// <summary>Keep prompts and answers with the measurements, not only their hashes.</summary>
    public bool KeepText { get; init; }

    /// <summary>Null if the run is only stored.</summary>
    public CaptureRequest? Capture { get; init; }
}

/// <summary>A workload of a run, with the hash of its input pool: a worker with different input must not serve it.</summary>
public sealed record RunWorkload(Workload Workload, string InputHash);

/// <summary>A provider of a run, as named in measurements; its address and key stay with the worker.</summary>
public sealed record RunProvider(string Name, string Kind, string Model)
{
    /// <summary>How it is asked; null for the defaults.</summary>
    public RequestSettings? Request { get; init; }

    public static RunProvider From(ProviderDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new(definition.Name, ProviderKindInfo.For(definition.Kind).Name, definition.Model)
        {
            Request = definition.Request == RequestSettings.Default ? null : definition.Request,
        };
    }
}
