namespace Persona.Bench.Contracts;

/// <summary>A nudge that a run was cancelled. May be lost: the answer to a lease renewal says the same.</summary>
public sealed record RunCancelledV1
{
    public required Guid RunId { get; init; }

    /// <summary>True: end running calls too. False: let them finish.</summary>
    public required bool Now { get; init; }
}
