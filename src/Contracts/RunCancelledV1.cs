namespace Persona.Bench.Contracts;

/// <summary>Notifies workers that a run was cancelled. May be lost: the reply to a lease renewal says the same.</summary>
public sealed record RunCancelledV1
{
    public required Guid RunId { get; init; }
}
