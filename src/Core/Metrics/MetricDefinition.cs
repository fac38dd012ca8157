using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>
/// What a metric is and how one value is made of many iterations. The cases say how: a quantile, a mean, a ratio of totals,
/// a share, the throughput.
/// </summary>
public abstract record MetricDefinition
{
    private const string Ratio = "ratio";

    private protected MetricDefinition()
    {
    }

    /// <summary>As in files, options and tables, <c>generation_latency_p95</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>ms</c>, <c>tokens/s</c>, <c>personas/min</c>, <c>MB</c>, <c>requests</c>, <c>tokens</c>, <c>USD</c> or <c>ratio</c> (0 to 1).</summary>
    public required string Unit { get; init; }

    /// <summary>No value is below zero; a share (unit <c>ratio</c>) is not above one either.</summary>
    public double LargestValue => Unit == Ratio ? 1 : double.MaxValue;

    public required MetricDirection Better { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Description { get; init; }

    /// <summary>How iterations become one value, and its interval, in a few words.</summary>
    public abstract string Aggregation { get; }

    /// <summary>Iterations that the value needs; with fewer it is null.</summary>
    public int MinimumSample { get; init; } = 1;

    /// <summary>Never throws for want of data and never gives a NaN or an infinity: what cannot be known is null with a reason.</summary>
    /// <param name="inOrder">One (run, workload, provider), in the order of measuring.</param>
    public MetricValue Aggregate(IReadOnlyList<Observation> inOrder)
    {
        ArgumentNullException.ThrowIfNull(inOrder);
        return inOrder.Count == 0 ? Unknown(0, "no iteration was measured") : Compute(inOrder);
    }

    private protected abstract MetricValue Compute(IReadOnlyList<Observation> inOrder);

    private protected MetricValue Unknown(int count, string reason) => new(Name, null, null, count, reason);

    private protected MetricValue Known(Estimate estimate, int count) => estimate switch
    {
        { IsFinite: true } => new MetricValue(Name, estimate.Value, estimate.Interval, count, null),
        _ when double.IsFinite(estimate.Value) => new MetricValue(Name, estimate.Value, null, count, null),
        _ => Unknown(count, "the values are too large to aggregate"),
    };

    private protected static string WhyNone(IReadOnlyList<Observation> inOrder, string otherwise) =>
        inOrder.Any(o => o.Succeeded) ? otherwise : "no iteration succeeded";
}
