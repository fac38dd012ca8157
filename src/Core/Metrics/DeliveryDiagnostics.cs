using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Metrics;

/// <summary>Warnings about how answers came: together, compressed, from a cache, or over a new connection.</summary>
internal static class DeliveryDiagnostics
{
    /// <summary>A share of answers below this may be short answers that fit into one packet.</summary>
    private const double ManyAtOnce = 0.1;

    private const double SmallestLagMs = 2;
    private const double LargestLag = 0.005;

    private const double MostCachedTokens = 0.01;

    /// <summary>The part of the iterations that p95 is decided by.</summary>
    private const double Tail = 0.05;

    public static SampleWarning? NotStreamed(IReadOnlyCollection<Measurement> series)
    {
        var known = series.Count(m => m.ArrivedAtOnce is not null);
        var atOnce = series.Count(m => m.ArrivedAtOnce is true);
        return atOnce == 0 || atOnce < known * ManyAtOnce
            ? null
            : new SampleWarning(
                WarningKind.NotStreamed,
                $"{atOnce} of {Figure.Count(known, "answer")} arrived at once: the answer was not streamed, so its first token and its speed are unknown",
                "a proxy may buffer: set base_url to the provider itself, or turn its buffering off; with stream: false this is expected");
    }

    /// <summary>Whether the measuring process itself was so late that it shows in the figures.</summary>
    public static SampleWarning? BusyClient(IReadOnlyCollection<Measurement> series)
    {
        var known = series.Where(m => m is { Outcome: IterationOutcome.Succeeded, ClientLagMs: not null, LatencyMs: > 0 }).ToArray();
        if (known.Length == 0)
        {
            return null;
        }

        var (lag, latency) = (known.Average(m => m.ClientLagMs!.Value), known.Average(m => m.LatencyMs!.Value));
        return lag < SmallestLagMs || lag < latency * LargestLag
            ? null
            : new SampleWarning(
                WarningKind.BusyClient,
                $"the measuring machine was too busy: what had arrived waited {Figure.Format(lag)} ms for a processor on average, "
                + $"{Figure.Percent(lag / latency)} of the latency",
                "lower --concurrency, or measure from more machines or processes (--workers)");
    }

    public static SampleWarning? Compressed(IReadOnlyCollection<Measurement> series)
    {
        var compressed = series.Count(m => m.Compressed is true);
        return compressed == 0
            ? null
            : new SampleWarning(
                WarningKind.Compressed,
                $"{Figure.Count(compressed, "answer")} arrived compressed although that was not asked for; what compresses may buffer",
                "turn compression off in the proxy in front of the provider");
    }

    public static SampleWarning? CachedInput(IReadOnlyList<Observation> observations) =>
        MetricCatalog.CachedTokenRate.Aggregate(observations).Value is >= MostCachedTokens and var rate
            ? new SampleWarning(
                WarningKind.CachedInput,
                $"the provider answered from its cache: {Figure.Percent(rate)} of the input tokens were cached",
                "give the workload more and longer input items, so that prompts have less in common")
            : null;

    /// <summary>Whether calls that may have opened a connection decide the tail.</summary>
    public static SampleWarning? OpeningCalls(IReadOnlyCollection<Measurement> series)
    {
        var slowest = series.Where(m => m is { Outcome: IterationOutcome.Succeeded, LatencyMs: not null }).OrderByDescending(m => m.LatencyMs).ToArray();
        var tail = slowest[..(int)Math.Ceiling(slowest.Length * Tail)];
        var opening = tail.Count(m => m.Opening is true);
        return opening * 2 <= tail.Length || slowest.Length < QuantileMetric.SmallestSample(1 - Tail)
            ? null
            : new SampleWarning(
                WarningKind.OpeningCalls,
                $"{opening} of the {tail.Length} slowest iterations were among the first calls of a worker, or came after an idle minute: "
                + "opening a connection took part of their time",
                "use more warm-ups (warm_ups of the workload), or more iterations");
    }
}
