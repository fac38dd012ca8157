namespace Persona.Bench.Storage.Workers;

/// <summary>What can be said of a worker from outside.</summary>
public enum WorkerStatus
{
    /// <summary>Lives and takes work.</summary>
    Ready,

    /// <summary>Finishes what it has and takes nothing more.</summary>
    Draining,

    /// <summary>Has said good-bye.</summary>
    Stopped,

    /// <summary>Has not said good-bye, and was not heard of for too long.</summary>
    Lost,
}
