namespace Persona.Bench.Storage.Database;

/// <summary>A worker that serves a provider but cannot measure a workload of a run on it.</summary>
public sealed class RefusalRow
{
    public required Guid RunId { get; init; }

    public required string WorkerId { get; init; }

    public required string Workload { get; init; }

    public required string Provider { get; init; }

    /// <summary>What is wrong and where, for display.</summary>
    public required string Reason { get; init; }
}
