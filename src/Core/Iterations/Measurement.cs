namespace Persona.Bench.Core.Iterations;

/// <summary>
/// The result of one iteration. Null means unknown, never zero. Durations are in milliseconds of a monotonic clock;
/// <see cref="StartedAt"/> and <see cref="EndedAt"/> place the iteration in the run, in UTC.
/// </summary>
public sealed record Measurement
{
    public required Guid ItemId { get; init; }

    public required Guid RunId { get; init; }

    public required string Workload { get; init; }

    public required string Provider { get; init; }

    /// <summary>Numbered from 1, unique within (run, workload, provider).</summary>
    public required int Iteration { get; init; }

    /// <summary>Number of the attempt that held the fence when this was recorded, from 1.</summary>
    public required int Attempt { get; init; }

    public required string WorkerId { get; init; }

    /// <summary>Fingerprint of the worker's machine, <c>sha256:…</c>.</summary>
    public required string Fingerprint { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required IterationOutcome Outcome { get; init; }

    public ErrorKind? ErrorKind { get; init; }

    /// <summary>One line for people to read; holds no secrets.</summary>
    public string? ErrorDetail { get; init; }

    /// <summary>From the start of the successful try to the arrival of the answer's end; for a timeout, the time waited (censored).</summary>
    public double? LatencyMs { get; init; }

    /// <summary>From the start of the request to the first token, of reasoning or of the answer; null if the answer was not streamed.</summary>
    public double? TimeToFirstTokenMs { get; init; }

    /// <summary>From the start of the request to the first token of the answer itself; null if the answer was not streamed.</summary>
    public double? FirstOutputTokenMs { get; init; }

    /// <summary>The longest pause between two arrivals of tokens; null if there was only one.</summary>
    public double? LongestGapMs { get; init; }

    /// <summary>Messages of the answer that carried tokens.</summary>
    public int? Chunks { get; init; }

    /// <summary>Whether all of the answer arrived together, so that its times say nothing; null if there is no whole answer.</summary>
    public bool? ArrivedAtOnce { get; init; }

    /// <summary>Whether the answer was compressed on its way: what compresses may buffer.</summary>
    public bool? Compressed { get; init; }

    /// <summary>Whether this was one of the first calls of its series on this worker, or the first after an idle minute: it may have opened a connection.</summary>
    public bool? Opening { get; init; }

    /// <summary>How long, on average during the call, what had arrived waited for the measuring process itself; null for a call too short to tell.</summary>
    public double? ClientLagMs { get; init; }

    /// <summary>Time spent in failed tries and back-off; not part of <see cref="LatencyMs"/>.</summary>
    public double RetryMs { get; init; }

    /// <summary>HTTP requests sent, including retries.</summary>
    public int ApiCalls { get; init; }

    public required int PersonasRequested { get; init; }

    public int PersonasReturned { get; init; }

    public int PersonasValid { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>Output tokens that were reasoning; part of <see cref="OutputTokens"/>.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>Input tokens from the provider's cache; part of <see cref="InputTokens"/>.</summary>
    public long? CachedInputTokens { get; init; }

    public double? CostUsd { get; init; }

    public double? MemoryPeakMb { get; init; }

    public double? MemoryAverageMb { get; init; }

    /// <summary>The provider's own request id.</summary>
    public string? RequestId { get; init; }

    /// <summary>The model that the provider reports.</summary>
    public string? ModelReported { get; init; }

    public string? PromptHash { get; init; }

    public string? ResponseHash { get; init; }

    /// <summary>Kept only with <c>--keep-text</c>.</summary>
    public string? PromptText { get; init; }

    /// <summary>Kept only with <c>--keep-text</c>.</summary>
    public string? ResponseText { get; init; }
}
