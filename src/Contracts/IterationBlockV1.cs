namespace Persona.Bench.Contracts;

/// <summary>
/// A hint that these items of a run may be worth claiming. It may be lost, repeated, or late: the store decides.
/// The items of one block belong to one workload, are measured in this order, and in the same minutes.
/// </summary>
public sealed record IterationBlockV1
{
    public required Guid RunId { get; init; }

    public required IReadOnlyList<Guid> ItemIds { get; init; }
}
