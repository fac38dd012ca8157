using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>Valid personas per minute in which at least one iteration of the series was in flight, over all workers.</summary>
internal sealed record ThroughputMetric : MetricDefinition
{
    private const double MsPerMinute = 60_000;
    internal const int Blocks = 10;

    /// <summary>With fewer than two iterations per block, blocks would show single iterations, not the flow.</summary>
    internal const int SmallestSample = 2 * Blocks;

    internal override int GateSample => SmallestSample;

    public override string Aggregation =>
        $"valid personas / minutes with an iteration in flight; interval from {Blocks} blocks of that time";

    /// <summary>
    /// Valid personas per minute in <paramref name="blocks"/> equal stretches of the <see cref="BusyTime"/>. The personas of an
    /// iteration are spread over its duration. Null when the series took no time or its times are unknown.
    /// </summary>
    public static double[]? BlockRates(IReadOnlyList<Observation> series, int blocks) =>
        BusyTime.From(series) is { TotalMs: > 0 } busy ? BlockRates(series, busy, blocks) : null;

    private static double[] BlockRates(IReadOnlyList<Observation> series, BusyTime busy, int blocks)
    {
        var width = busy.TotalMs / blocks;
        var personas = new double[blocks];
        for (var i = 0; i < series.Count; i++)
        {
            if (series[i].ValidPersonas is > 0 and var valid)
            {
                Spread(valid, busy.Spans[i], width, personas);
            }
        }

        return Array.ConvertAll(personas, count => count / (width / MsPerMinute));
    }

    internal override T Effect<T>(IEffectMethods<T> methods) => methods.Blocks(this);

    private protected override MetricValue Compute(IReadOnlyList<Observation> inOrder)
    {
        if (BusyTime.From(inOrder) is not { } busy || inOrder.Any(o => o.ValidPersonas is null))
        {
            return Unknown(0, "start, end or personas of some iterations are unknown");
        }

        if (!(busy.TotalMs > 0))
        {
            return Unknown(inOrder.Count, "the iterations took no time");
        }

        var rate = inOrder.Sum(o => o.ValidPersonas!.Value) / (busy.TotalMs / MsPerMinute);
        var interval = inOrder.Count >= SmallestSample ? BlockInterval(BlockRates(inOrder, busy, Blocks), rate) : null;
        return Known(new Estimate(rate, interval), inOrder.Count);
    }

    private static Interval? BlockInterval(double[] rates, double rate)
    {
        var standardError = Math.Sqrt(Moments.Variance(rates) / Blocks);
        return Estimate.WithStudentInterval(rate, standardError, Blocks - 1).NotNegative().Interval;
    }

    private static void Spread(double valid, Interval span, double width, double[] personas)
    {
        var (start, end) = (span.Lower, span.Upper);
        var first = Block(start);
        var last = Math.Max(first, Block(end));
        if (first == last || end <= start)
        {
            personas[first] += valid;
            return;
        }

        for (var block = first; block <= last; block++)
        {
            var overlap = Math.Min(end, (block + 1) * width) - Math.Max(start, block * width);
            personas[block] += valid * Math.Max(0, overlap) / (end - start);
        }

        int Block(double time) => Math.Clamp((int)(time / width), 0, personas.Length - 1);
    }
}
