namespace Persona.Bench.Core.Workloads;

/// <summary>What one iteration does and how often. Two results are comparable only when their definitions match.</summary>
public sealed record Workload
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Files of research data: <c>shipped:…</c> names one that comes with the product, else a path.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Research data in one prompt, about this many bytes of UTF-8, in whole items of the pool.</summary>
    public required int InputBytes { get; init; }

    /// <summary>Personas asked for in one iteration.</summary>
    public required int Personas { get; init; }

    public required int Iterations { get; init; }

    /// <summary>Iterations before the first measured one, per worker and provider; not stored.</summary>
    public int WarmUps { get; init; } = 1;

    /// <summary>Deadline of one iteration; null: the provider's own (120 s, Ollama 300 s).</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Iterations in flight at once on one worker.</summary>
    public int Concurrency { get; init; } = 1;

    public ModelParameters Parameters { get; init; } = new();
}

/// <summary>Parameters of the request to the model; the defaults are Persona's.</summary>
public sealed record ModelParameters
{
    public int MaxTokens { get; init; } = 4096;

    public double Temperature { get; init; } = 0.7;
}
