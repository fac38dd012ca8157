using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Metrics;

/// <summary>
/// The numbers of one iteration, as used for metrics and kept in baseline files:
/// rounded to a microsecond, 0.001 MB and 1e-9 USD, so that a file gives the same metrics as the run that wrote it.
/// Null means unknown. Negative and non-finite numbers count as unknown.
/// </summary>
public sealed record Observation
{
    public int Iteration { get; init; }

    /// <summary>Since the first start of the series, in ms.</summary>
    public double? StartedMs { get; init; }

    /// <summary>Since the first start of the series, in ms.</summary>
    public double? EndedMs { get; init; }

    public required IterationOutcome Outcome { get; init; }

    /// <summary>The latency of a success, or the time waited for a timeout; null for a failure, whose latency is meaningless.</summary>
    public double? LatencyMs { get; init; }

    public double? TimeToFirstTokenMs { get; init; }

    public double? FirstOutputTokenMs { get; init; }

    public double? LongestGapMs { get; init; }

    public double? RetryMs { get; init; }

    public double? ApiCalls { get; init; }

    public double? Personas { get; init; }

    public double? ValidPersonas { get; init; }

    public double? InputTokens { get; init; }

    public double? OutputTokens { get; init; }

    /// <summary>Part of <see cref="OutputTokens"/>.</summary>
    public double? ReasoningTokens { get; init; }

    /// <summary>Part of <see cref="InputTokens"/>.</summary>
    public double? CachedInputTokens { get; init; }

    public double? CostUsd { get; init; }

    public double? MemoryPeakMb { get; init; }

    public double? MemoryAverageMb { get; init; }

    internal bool Succeeded => Outcome == IterationOutcome.Succeeded;

    /// <summary>Input and output tokens; unknown when either is.</summary>
    internal double? Tokens => InputTokens + OutputTokens;

    internal double? InterTokenLatencyMs => AnsweringMs is { } answering && AnswerTokens >= 2 ? answering / (AnswerTokens - 1) : null;

    internal double? OutputTokensPerSecond =>
        AnsweringMs is > 0 and var answering && AnswerTokens >= 1 ? AnswerTokens * 1000 / answering : null;

    /// <summary>Files of older versions know only one first token.</summary>
    internal double? FirstOutputMs => FirstOutputTokenMs ?? TimeToFirstTokenMs;

    /// <summary>From the first token of the answer to the end of a success.</summary>
    private double? AnsweringMs => Succeeded && LatencyMs - FirstOutputMs is >= 0 and var answering ? answering : null;

    /// <summary>
    /// Output tokens without reasoning. Unknown if the model reasoned before it answered and the provider does not say with how many tokens.
    /// </summary>
    private double? AnswerTokens => ReasoningTokens is { } reasoning ? OutputTokens - reasoning : TimeToFirstTokenMs < FirstOutputMs ? null : OutputTokens;

    /// <summary>In the order measured, with times counted from the first start.</summary>
    public static IReadOnlyList<Observation> From(IReadOnlyCollection<Measurement> series)
    {
        if (series.Count == 0)
        {
            return [];
        }

        var origin = series.Min(m => m.StartedAt);
        return [.. series.OrderBy(m => m.StartedAt).ThenBy(m => m.Iteration).Select(m => From(m, origin))];
    }

    internal static Observation From(Measurement measurement, DateTimeOffset origin) => new()
    {
        Iteration = measurement.Iteration,
        StartedMs = Known((measurement.StartedAt - origin).TotalMilliseconds, 3),
        EndedMs = Known((measurement.EndedAt - origin).TotalMilliseconds, 3),
        Outcome = measurement.Outcome,
        LatencyMs = Known(Latency(measurement), 3),
        TimeToFirstTokenMs = Known(measurement.TimeToFirstTokenMs, 3),
        FirstOutputTokenMs = Known(measurement.FirstOutputTokenMs, 3),
        LongestGapMs = Known(measurement.LongestGapMs, 3),
        RetryMs = Known(measurement.RetryMs, 3),
        ApiCalls = Known(measurement.ApiCalls, 0),
        Personas = Known(measurement.PersonasReturned, 0),
        ValidPersonas = Known(measurement.PersonasValid, 0),
        InputTokens = Known(measurement.InputTokens, 0),
        OutputTokens = Known(measurement.OutputTokens, 0),
        ReasoningTokens = Known(measurement.ReasoningTokens, 0),
        CachedInputTokens = Known(measurement.CachedInputTokens, 0),
        CostUsd = Known(measurement.CostUsd, 9),
        MemoryPeakMb = Known(measurement.MemoryPeakMb, 3),
        MemoryAverageMb = Known(measurement.MemoryAverageMb, 3),
    };

    private static double? Latency(Measurement measurement) => measurement.Outcome switch
    {
        IterationOutcome.Succeeded => measurement.LatencyMs,
        IterationOutcome.TimedOut => measurement.LatencyMs ?? (measurement.EndedAt - measurement.StartedAt).TotalMilliseconds,
        _ => null,
    };

    private static double? Known(double? value, int decimals) =>
        value is { } number && double.IsFinite(number) && number >= 0 ? Math.Round(number, decimals) : null;
}
