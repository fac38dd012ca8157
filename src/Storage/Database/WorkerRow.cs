namespace Persona.Bench.Storage.Database;

public sealed class WorkerRow
{
    public required string Id { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>The machine and software it detected at its start, as JSON; null for workers from before this was stored.</summary>
    public string? Environment { get; init; }

    /// <summary>Names of the providers it serves, as a JSON array.</summary>
    public required string Providers { get; init; }

    public required int Slots { get; init; }

    /// <summary>Labels, such as its location, as a JSON object.</summary>
    public string Labels { get; init; } = "{}";

    public required string Version { get; init; }

    public required DateTimeOffset HeartbeatAt { get; set; }

    public required WorkerState State { get; set; }
}

public enum WorkerState
{
    Ready,

    /// <summary>Finishes its current work and claims no more.</summary>
    Draining,
    Stopped,
}
