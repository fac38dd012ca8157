using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Tests.Metrics;

/// <summary>Measurements for tests: one slot, in sequence, unremarkable by default.</summary>
internal static class Series
{
    public static readonly DateTimeOffset Start = new(2025, 1, 15, 10, 30, 0, TimeSpan.Zero);

    public static List<Measurement> OfLatencies(params IEnumerable<double> latenciesMs)
    {
        var clock = Start;
        var series = new List<Measurement>();
        foreach (var latency in latenciesMs)
        {
            series.Add(Success(series.Count + 1, latency, clock));
            clock = series[^1].EndedAt;
        }

        return series;
    }

    public static Measurement Success(int iteration, double latencyMs, DateTimeOffset startedAt) => new()
    {
        ItemId = Guid.Empty,
        RunId = Guid.Empty,
        Workload = "standard",
        Provider = "emulated",
        Iteration = iteration,
        Attempt = 1,
        WorkerId = "w1",
        Fingerprint = "sha256:a",
        StartedAt = startedAt,
        EndedAt = startedAt + TimeSpan.FromMilliseconds(Math.Min(latencyMs, 1e9)),
        Outcome = IterationOutcome.Succeeded,
        LatencyMs = latencyMs,
        TimeToFirstTokenMs = latencyMs / 4,
        FirstOutputTokenMs = latencyMs / 4,
        LongestGapMs = 30,
        ReasoningTokens = 0,
        CachedInputTokens = 0,
        ApiCalls = 1,
        PersonasRequested = 1,
        PersonasReturned = 1,
        PersonasValid = 1,
        InputTokens = 500,
        OutputTokens = 101,
        CostUsd = 0.002,
        MemoryPeakMb = 180,
        MemoryAverageMb = 170,
        PromptHash = $"sha256:{iteration}",
        ModelReported = "model-1",
    };

    public static Measurement Failing(this Measurement measurement, ErrorKind kind) => measurement with
    {
        Outcome = IterationOutcome.Failed,
        ErrorKind = kind,
        LatencyMs = null,
        TimeToFirstTokenMs = null,
        FirstOutputTokenMs = null,
        LongestGapMs = null,
        ReasoningTokens = null,
        CachedInputTokens = null,
        PersonasReturned = 0,
        PersonasValid = 0,
        InputTokens = null,
        OutputTokens = null,
        CostUsd = null,
    };

    public static Measurement TimingOut(this Measurement measurement, double afterMs) => measurement.Failing(ErrorKind.Timeout) with
    {
        Outcome = IterationOutcome.TimedOut,
        LatencyMs = afterMs,
        EndedAt = measurement.StartedAt + TimeSpan.FromMilliseconds(afterMs),
    };

    /// <summary>Latencies with a median of 1000 ms and this log-scale spread, in a fixed pseudo-random order.</summary>
    public static IEnumerable<double> LogNormal(int count, double logSd, int seed = 1)
    {
#pragma warning disable CA5394 // Test data, not secrets.
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 1000 * Math.Exp(logSd * Normal(random.NextDouble(), random.NextDouble())))];
#pragma warning restore CA5394
    }

    private static double Normal(double u, double v) => Math.Sqrt(-2 * Math.Log(1 - u)) * Math.Cos(2 * Math.PI * v);
}
