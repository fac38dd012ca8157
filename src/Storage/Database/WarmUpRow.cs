namespace Persona.Bench.Storage.Database;

/// <summary>What a worker called before it measured: paid for, and part of no measurement.</summary>
public sealed class WarmUpRow
{
    public required Guid RunId { get; init; }

    public required string WorkerId { get; init; }

    public required string Workload { get; init; }

    public required string Provider { get; init; }

    /// <summary>HTTP requests, every try of them.</summary>
    public required int Calls { get; init; }

    /// <summary>Null where no price is known.</summary>
    public double? CostUsd { get; init; }
}
