namespace Persona.Bench.Contracts;

/// <summary>Notifies the coordinator that an item was recorded, so that it need not wait for its next poll. May be lost.</summary>
public sealed record IterationFinishedV1
{
    public required Guid RunId { get; init; }
}
