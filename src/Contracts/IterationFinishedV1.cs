namespace Persona.Bench.Contracts;

/// <summary>A nudge that an item was recorded, so that the coordinator need not wait for its next look. May be lost.</summary>
public sealed record IterationFinishedV1
{
    public required Guid RunId { get; init; }

    public required Guid ItemId { get; init; }
}
