namespace Persona.Bench.Core.Providers;

/// <summary>One entry of <c>benchmarks.providers</c>: where a model is and how to ask it. Holds no secret.</summary>
public sealed record ProviderDefinition
{
    public required string Name { get; init; }

    public required ProviderKind Kind { get; init; }

    public required string Model { get; init; }

    /// <summary>Root of the API, without the path of the operation; null: the kind's public endpoint.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The environment variable that holds the key, in the process that calls the provider.</summary>
    public string? ApiKeyEnv { get; init; }

    /// <summary>Calls in flight at once over all workers; null: no limit.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Calls per minute over all workers; null: no limit.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Of the emulated provider only: a named latency profile.</summary>
    public string? Profile { get; init; }

    /// <summary>Of the emulated provider only: its time runs this many times faster (0.1) or slower; 0: no waiting.</summary>
    public double? TimeScale { get; init; }

    /// <summary>Of the emulated provider only: the seed of its latencies and answers.</summary>
    public int? Seed { get; init; }
}
