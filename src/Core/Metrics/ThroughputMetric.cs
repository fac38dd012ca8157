using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>Valid personas per minute from the first start to the last end, over all workers.</summary>
internal sealed record ThroughputMetric : MetricDefinition
{
    private const double MsPerMinute = 60_000;
    internal const int Blocks = 10;

    /// <summary>Fewer than two iterations a block would show single iterations, not the flow.</summary>
    internal const int SmallestSample = 2 * Blocks;

    public override string Aggregation =>
        $"valid personas / minutes from the first start to the last end; interval from {Blocks} blocks of time";

    /// <summary>
    /// Valid personas per minute in <paramref name="blocks"/> equal stretches of the series; the personas of an iteration are
    /// spread over the time that it took. Null when the series took no time or its times are unknown.
    /// </summary>
    public static double[]? BlockRates(IReadOnlyList<Observation> series, int blocks)
    {
        if (Span(series) is not { } span || !(span.Upper > span.Lower))
        {
            return null;
        }

        var width = (span.Upper - span.Lower) / blocks;
        var personas = new double[blocks];
        foreach (var observation in series.Where(o => o.ValidPersonas > 0))
        {
            Spread(observation, span.Lower, width, personas);
        }

        return Array.ConvertAll(personas, count => count / (width / MsPerMinute));
    }

    private protected override MetricValue Compute(IReadOnlyList<Observation> inOrder)
    {
        if (Span(inOrder) is not { } span || inOrder.Any(o => o.ValidPersonas is null))
        {
            return Unknown(0, "start, end or personas of some iterations are not known");
        }

        var minutes = (span.Upper - span.Lower) / MsPerMinute;
        if (minutes <= 0)
        {
            return Unknown(inOrder.Count, "the iterations took no time");
        }

        var rate = inOrder.Sum(o => o.ValidPersonas!.Value) / minutes;
        var interval = inOrder.Count >= SmallestSample ? BlockInterval(inOrder, rate) : null;
        return Known(new Estimate(rate, interval), inOrder.Count);
    }

    private static Interval? BlockInterval(IReadOnlyList<Observation> series, double rate)
    {
        var rates = BlockRates(series, Blocks)!;
        var standardError = Math.Sqrt(Moments.Variance(rates) / Blocks);
        return Estimate.WithStudentInterval(rate, standardError, Blocks - 1).NotNegative().Interval;
    }

    private static void Spread(Observation observation, double origin, double width, double[] personas)
    {
        var (start, end) = (observation.StartedMs!.Value - origin, observation.EndedMs!.Value - origin);
        var first = Block(start);
        var last = Math.Max(first, Block(end));
        if (first == last || end <= start)
        {
            personas[first] += observation.ValidPersonas!.Value;
            return;
        }

        for (var block = first; block <= last; block++)
        {
            var overlap = Math.Min(end, (block + 1) * width) - Math.Max(start, block * width);
            personas[block] += observation.ValidPersonas!.Value * Math.Max(0, overlap) / (end - start);
        }

        int Block(double time) => Math.Clamp((int)(time / width), 0, personas.Length - 1);
    }

    private static Interval? Span(IReadOnlyList<Observation> series) =>
        series.Any(o => o.StartedMs is null || o.EndedMs is null)
            ? null
            : new Interval(series.Min(o => o.StartedMs!.Value), series.Max(o => o.EndedMs!.Value));
}
