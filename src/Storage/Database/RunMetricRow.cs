namespace Persona.Bench.Storage.Database;

/// <summary>An aggregated metric of a finished run, so that trends never read raw measurements.</summary>
public sealed class RunMetricRow
{
    public required Guid RunId { get; init; }

    public required string Workload { get; init; }

    public required string Provider { get; init; }

    public required string Metric { get; init; }

    public double? Value { get; init; }

    public double? Lower { get; init; }

    public double? Upper { get; init; }

    public required int N { get; init; }
}
