namespace Persona.Bench.Contracts;

/// <summary>
/// A hint that these items of a run may be worth claiming. It may be lost, duplicated or late; the store decides.
/// The items belong to one workload and are measured in this order, in the same minutes.
/// </summary>
public sealed record IterationBlockV1
{
    public required Guid RunId { get; init; }

    /// <summary>Lets a worker respect the workload's concurrency before it claims anything.</summary>
    public required string Workload { get; init; }

    public required IReadOnlyList<IterationHintV1> Items { get; init; }
}

/// <summary>One item of a block; the provider lets a worker skip what it does not serve.</summary>
public sealed record IterationHintV1
{
    public required Guid ItemId { get; init; }

    public required string Provider { get; init; }
}
