namespace Persona.Bench.Storage.Database;

/// <summary>A worker that serves a provider and cannot measure this workload of this run on it.</summary>
public sealed class RefusalRow
{
    public required Guid RunId { get; init; }

    public required string WorkerId { get; init; }

    public required string Workload { get; init; }

    public required string Provider { get; init; }

    /// <summary>For people: what is wrong, and where.</summary>
    public required string Reason { get; init; }
}
