namespace Persona.Bench.Core.Providers;

/// <summary>One entry of <c>benchmarks.providers</c>: where a model is and how to call it. Holds no secrets.</summary>
public sealed record ProviderDefinition
{
    private static readonly IReadOnlyDictionary<string, string> NoValues = new Dictionary<string, string>();

    public required string Name { get; init; }

    public required ProviderKind Kind { get; init; }

    public required string Model { get; init; }

    /// <summary>Root of the API, without the path of the operation; null for the kind's public endpoint.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The environment variable with the API key, in the process that calls the provider.</summary>
    public string? ApiKeyEnv { get; init; }

    public RequestSettings Request { get; init; } = RequestSettings.Default;

    /// <summary>
    /// Headers added to each request. A value may hold <c>${VARIABLE}</c>, which is replaced by the environment variable in the
    /// process that calls the provider and treated like a key.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoValues;

    /// <summary>Parameters added to the query of each request; values as in <see cref="Headers"/>.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = NoValues;

    /// <summary>File with the certificates (PEM) that are trusted instead of the system's; null for the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Address of an HTTP proxy; null for the one that the environment names (<c>HTTPS_PROXY</c>).</summary>
    public string? Proxy { get; init; }

    /// <summary>OpenAI only: the organization that pays.</summary>
    public string? Organization { get; init; }

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
