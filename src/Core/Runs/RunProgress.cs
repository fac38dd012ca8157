namespace Persona.Bench.Core.Runs;

/// <summary>The progress of a run at one moment.</summary>
public sealed record RunProgress
{
    public required Guid RunId { get; init; }

    public required RunState State { get; init; }

    /// <summary>Since the first iteration started after the run was last started or resumed; null before.</summary>
    public TimeSpan? Elapsed { get; init; }

    public required IReadOnlyList<SeriesProgress> Series { get; init; }
}

/// <summary>The progress of one workload on one provider.</summary>
public sealed record SeriesProgress
{
    public required string Workload { get; init; }

    public required string Provider { get; init; }

    public required int Planned { get; init; }

    public required int Measured { get; init; }

    public required int Failed { get; init; }

    /// <summary>The most frequent error kind so far, <c>rate_limited</c>; null when nothing failed.</summary>
    public string? Error { get; init; }

    /// <summary>Median latency of the newest iterations in ms, the current estimate; null before the first success.</summary>
    public double? TypicalLatencyMs { get; init; }

    /// <summary>Iterations recorded per second since the run was last started or resumed; null before the second.</summary>
    public double? PerSecond { get; init; }

    /// <summary>Time left at the current rate; null while unknown, and for a run that was stopped.</summary>
    public TimeSpan? Left { get; init; }
}
