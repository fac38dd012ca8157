using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Generation;

/// <summary>The outcome of one generator call; see <see cref="Measurement"/> for the meaning of each figure.</summary>
public sealed record GenerationResult
{
    public required IterationOutcome Outcome { get; init; }

    public ErrorKind? ErrorKind { get; init; }

    public string? ErrorDetail { get; init; }

    public double? LatencyMs { get; init; }

    public double? TimeToFirstTokenMs { get; init; }

    public double? FirstOutputTokenMs { get; init; }

    public double? LongestGapMs { get; init; }

    public int Chunks { get; init; }

    public bool? ArrivedAtOnce { get; init; }

    public bool IsCompressed { get; init; }

    public double RetryMs { get; init; }

    public int ApiCalls { get; init; }

    public int PersonasReturned { get; init; }

    public int PersonasValid { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public long? ReasoningTokens { get; init; }

    public long? CachedInputTokens { get; init; }

    public string? RequestId { get; init; }

    public string? ModelReported { get; init; }

    public required string Prompt { get; init; }

    public string? Response { get; init; }
}
