namespace Persona.Bench.Core.Providers;

/// <summary>One entry of <c>benchmarks.providers</c>: where a model is and how to call it. Holds no secrets.</summary>
public sealed record ProviderDefinition
{
    public required string Name { get; init; }

    public required ProviderKind Kind { get; init; }

    public required string Model { get; init; }

    /// <summary>Root of the API, without the path of the operation; null for the kind's public endpoint.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The environment variable with the API key, in the process that calls the provider.</summary>
    public string? ApiKeyEnv { get; init; }

    /// <summary>Maximum calls in flight over all workers; null for no limit.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Maximum calls per minute over all workers; null for no limit.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Emulated provider only: a named latency profile.</summary>
    public string? Profile { get; init; }

    /// <summary>Emulated provider only: factor on its latencies; 0.1 is ten times faster, 0 does not wait at all.</summary>
    public double? TimeScale { get; init; }

    /// <summary>Emulated provider only: the seed of its latencies and answers.</summary>
    public int? Seed { get; init; }
}
