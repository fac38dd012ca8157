using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Runs;

/// <summary>A stored run in a list.</summary>
internal sealed record RunSummary
{
    public required Guid RunId { get; init; }

    public string? Name { get; init; }

    public required RunState State { get; init; }

    public required string PersonaVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public RunTimes Times => new(State, CreatedAt, StartedAt, ResumedAt: null, FinishedAt);

    public required IReadOnlyList<string> Workloads { get; init; }

    public required IReadOnlyList<string> Providers { get; init; }

    /// <summary>Iterations over all workloads and providers.</summary>
    public required int Planned { get; init; }

    /// <summary>Iterations with a measurement, failed ones included.</summary>
    public required int Measured { get; init; }

    public required int Failed { get; init; }

    public static RunSummary From(StoredRun run) => new()
    {
        RunId = run.RunId,
        Name = run.Spec.Name,
        State = run.State,
        PersonaVersion = run.Spec.PersonaVersion,
        CreatedAt = run.CreatedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        Workloads = [.. run.Spec.Workloads.Select(workload => workload.Workload.Name)],
        Providers = [.. run.Spec.Providers.Select(provider => provider.Name)],
        Planned = run.Planned,
        Measured = run.Measured,
        Failed = run.Failed,
    };
}
