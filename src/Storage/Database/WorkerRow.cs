namespace Persona.Bench.Storage.Database;

public sealed class WorkerRow
{
    public required string Id { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>Its machine and software as it saw them at its start, as JSON; null for workers from before this was kept.</summary>
    public string? Environment { get; init; }

    /// <summary>Names of the providers it serves, as a JSON array.</summary>
    public required string Providers { get; init; }

    public required int Slots { get; init; }

    /// <summary>Words about it, such as where it stands, as a JSON object.</summary>
    public string Labels { get; init; } = "{}";

    public required string Version { get; init; }

    public required DateTimeOffset HeartbeatAt { get; set; }

    public required WorkerState State { get; set; }
}

public enum WorkerState
{
    Ready,

    /// <summary>Finishes what it has and claims nothing more.</summary>
    Draining,
    Stopped,
}
