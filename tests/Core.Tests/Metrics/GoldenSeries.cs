using System.Text.Json;
using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Tests.Metrics;

/// <summary>What <c>Golden/metrics.py</c> computed with numpy and scipy.</summary>
internal sealed record GoldenFile(IReadOnlyList<GoldenSeries> Series, IReadOnlyList<GoldenTrend> Trends)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static GoldenFile Load()
    {
        using var stream = typeof(GoldenFile).Assembly.GetManifestResourceStream("metrics.json")!;
        return JsonSerializer.Deserialize<GoldenFile>(stream, Options)!;
    }
}

internal sealed record GoldenTrend(string Name, double[] Values, double Correlation, double PValue);

internal sealed record GoldenSeries(
    string Name, IReadOnlyList<GoldenIteration> Iterations, IReadOnlyDictionary<string, GoldenMetric?> Metrics)
{
    public List<Measurement> Measurements() => [.. Iterations.Select(i => i.ToMeasurement())];
}

internal sealed record GoldenMetric(int Count, double? Value, double? Lower, double? Upper);

internal sealed record GoldenIteration
{
    public int Iteration { get; init; }

    public int Outcome { get; init; }

    public double StartedMs { get; init; }

    public double EndedMs { get; init; }

    public double? LatencyMs { get; init; }

    public double? TtftMs { get; init; }

    public double? FirstOutputMs { get; init; }

    public double? LongestGapMs { get; init; }

    public long? ReasoningTokens { get; init; }

    public long? CachedTokens { get; init; }

    public double RetryMs { get; init; }

    public int ApiCalls { get; init; }

    public int Personas { get; init; }

    public int Valid { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public double? CostUsd { get; init; }

    public double PeakMb { get; init; }

    public double AverageMb { get; init; }

    public Measurement ToMeasurement() => Series.Success(Iteration, 1, Series.Start) with
    {
        StartedAt = Series.Start + TimeSpan.FromMilliseconds(StartedMs),
        EndedAt = Series.Start + TimeSpan.FromMilliseconds(EndedMs),
        Outcome = (IterationOutcome)Outcome,
        LatencyMs = LatencyMs,
        TimeToFirstTokenMs = TtftMs,
        FirstOutputTokenMs = FirstOutputMs,
        LongestGapMs = LongestGapMs,
        ReasoningTokens = ReasoningTokens,
        CachedInputTokens = CachedTokens,
        RetryMs = RetryMs,
        ApiCalls = ApiCalls,
        PersonasReturned = Personas,
        PersonasValid = Valid,
        InputTokens = InputTokens,
        OutputTokens = OutputTokens,
        CostUsd = CostUsd,
        MemoryPeakMb = PeakMb,
        MemoryAverageMb = AverageMb,
    };
}
