using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Database;

public sealed class RunRow
{
    public required Guid Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The <see cref="RunSpec"/> as JSON.</summary>
    public required string Spec { get; init; }

    /// <summary>sha256 of <see cref="Spec"/>: the same run id with another spec is refused.</summary>
    public required string SpecHash { get; init; }

    public required RunState State { get; set; }

    public required string PersonaVersion { get; init; }

    public string? GitCommit { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it was last started or resumed.</summary>
    public DateTimeOffset? ResumedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string? RequestedBy { get; init; }
}
