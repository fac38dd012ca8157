namespace Persona.Bench.Storage.Workers;

/// <summary>A worker's status, as seen from outside.</summary>
public enum WorkerStatus
{
    /// <summary>Alive and taking work.</summary>
    Ready,

    /// <summary>Finishes its current work and takes no more.</summary>
    Draining,

    /// <summary>Deregistered.</summary>
    Stopped,

    /// <summary>Not deregistered, and without a heartbeat for too long.</summary>
    Lost,
}
