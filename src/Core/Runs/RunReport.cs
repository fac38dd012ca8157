using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Runs;

/// <summary>A stored run with its results, as shown to people and machines.</summary>
public sealed record RunReport
{
    public required Guid RunId { get; init; }

    public required RunState State { get; init; }

    public required RunSpec Spec { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was last started or resumed.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The workers that measured, most measurements first, each with its environment at that time.</summary>
    public required IReadOnlyList<MeasuringWorker> Workers { get; init; }

    /// <summary>The machines that measured, by fingerprint <c>sha256:…</c>; as seen by the worker that measured most on each.</summary>
    public IReadOnlyDictionary<string, EnvironmentFingerprint> Environments =>
        Workers.Where(worker => worker.Environment is not null).DistinctBy(worker => worker.Fingerprint)
            .ToDictionary(worker => worker.Fingerprint, worker => worker.Environment!);

    /// <summary>One per workload and provider, in the order of the spec.</summary>
    public required IReadOnlyList<SeriesReport> Series { get; init; }
}

/// <summary>The result of one workload on one provider.</summary>
public sealed record SeriesReport
{
    public required string Workload { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required int Planned { get; init; }

    /// <summary>Iterations with a measurement, including failed ones.</summary>
    public required int Measured { get; init; }

    /// <summary>Failed and timed-out iterations by error kind, the most frequent first.</summary>
    public required IReadOnlyDictionary<string, int> Errors { get; init; }

    /// <summary>One line that shows the most frequent error; null when nothing failed.</summary>
    public string? ErrorExample { get; init; }

    public required int Workers { get; init; }

    /// <summary>Calls and cost of the warm-ups, which no metric includes; null if unknown.</summary>
    public WarmUpCalls? WarmUp { get; init; }

    /// <summary>In catalog order.</summary>
    public required IReadOnlyList<MetricValue> Metrics { get; init; }

    /// <summary>What makes the figures less trustworthy than they look, each with its remedy.</summary>
    public required IReadOnlyList<SampleWarning> Warnings { get; init; }
}
