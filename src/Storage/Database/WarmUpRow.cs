namespace Persona.Bench.Storage.Database;

/// <summary>A worker's warm-up calls: paid for, but part of no measurement.</summary>
public sealed class WarmUpRow
{
    public required Guid RunId { get; init; }

    public required string WorkerId { get; init; }

    public required string Workload { get; init; }

    public required string Provider { get; init; }

    /// <summary>HTTP requests, including retries.</summary>
    public required int Calls { get; init; }

    /// <summary>Null if no price is known.</summary>
    public double? CostUsd { get; init; }
}
