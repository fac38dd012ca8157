namespace Persona.Bench.Core.Workloads;

/// <summary>What one iteration does and how often. Two results are comparable only when their definitions match.</summary>
public sealed record Workload
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Research data files: <c>shipped:…</c> for one that ships with the product, otherwise a path.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Approximate size of the research data in one prompt, in bytes of UTF-8. Only whole pool items are used.</summary>
    public required int InputBytes { get; init; }

    /// <summary>Personas requested per iteration.</summary>
    public required int Personas { get; init; }

    public required int Iterations { get; init; }

    /// <summary>Unmeasured iterations before the first measured one, per worker and provider; not stored.</summary>
    public int WarmUps { get; init; } = 1;

    /// <summary>Deadline of one iteration; null for the provider's default (120 s, Ollama 300 s).</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Maximum iterations in flight on one worker.</summary>
    public int Concurrency { get; init; } = 1;

    public ModelParameters Parameters { get; init; } = new();
}

/// <summary>Parameters of the request to the model; the defaults are Persona's.</summary>
public sealed record ModelParameters
{
    public int MaxTokens { get; init; } = 4096;

    public double Temperature { get; init; } = 0.7;
}
