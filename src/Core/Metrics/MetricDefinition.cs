using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>
/// A metric, and how it aggregates many iterations into one value. Subtypes are a quantile, a mean, a ratio of totals,
/// a share and the throughput.
/// </summary>
public abstract record MetricDefinition
{
    private const string Ratio = "ratio";

    private protected MetricDefinition()
    {
    }

    /// <summary>The name in files, options and tables, <c>generation_latency_p95</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>ms</c>, <c>tokens/s</c>, <c>personas/min</c>, <c>MB</c>, <c>requests</c>, <c>tokens</c>, <c>USD</c> or <c>ratio</c> (0 to 1).</summary>
    public required string Unit { get; init; }

    /// <summary>The largest valid value: one for a share (unit <c>ratio</c>). The smallest is zero.</summary>
    public double LargestValue => Unit == Ratio ? 1 : double.MaxValue;

    public required MetricDirection Better { get; init; }

    /// <summary>One sentence for people to read.</summary>
    public required string Description { get; init; }

    /// <summary>How iterations become one value and its interval, in a few words.</summary>
    public abstract string Aggregation { get; }

    /// <summary>Minimum iterations for a value; with fewer it is null.</summary>
    public int MinimumSample { get; init; } = 1;

    /// <summary>Minimum iterations on each side for the metric to gate, in addition to <see cref="MinimumSample"/>.</summary>
    internal virtual int GateSample => 0;

    /// <summary>A quantile far from the median. Its intervals are wide, so it passes below the failure threshold.</summary>
    internal virtual bool IsTail => false;

    /// <summary>Whether one iteration has a value of the metric; false for totals, shares and rates.</summary>
    internal virtual bool IsPerIteration => false;

    /// <summary>The value of one iteration, or its lower bound; null if unknown, and for metrics that are not per iteration.</summary>
    internal virtual CensoredValue? Value(Observation observation) => null;

    /// <summary>How many iterations contribute to the metric.</summary>
    internal virtual int CountUsable(IReadOnlyList<Observation> observations) =>
        IsPerIteration ? observations.Count(o => Value(o) is not null) : observations.Count;

    /// <summary>Missing data never throws: an unknown value is null, with a reason. Never returns NaN or infinity.</summary>
    /// <param name="inOrder">One (run, workload, provider), in the order measured.</param>
    public MetricValue Aggregate(IReadOnlyList<Observation> inOrder)
    {
        ArgumentNullException.ThrowIfNull(inOrder);
        return inOrder.Count == 0 ? Unknown(0, "no iteration was measured") : Compute(inOrder);
    }

    /// <summary>Estimates a change with the method that fits the aggregation.</summary>
    internal abstract T Effect<T>(IEffectMethods<T> methods);

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
