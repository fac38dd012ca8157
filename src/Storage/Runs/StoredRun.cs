using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Runs;

/// <summary>A stored run, without its measurements.</summary>
public sealed record StoredRun
{
    public required Guid RunId { get; init; }

    public required RunSpec Spec { get; init; }

    public required RunState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was last started or resumed.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Items in the plan.</summary>
    public required int Planned { get; init; }

    public required int Measured { get; init; }

    public required int Failed { get; init; }
}
