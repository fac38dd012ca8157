using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>The mean over successful iterations.</summary>
internal sealed record MeanMetric : MetricDefinition
{
    public required Func<Observation, double?> Of { get; init; }

    /// <summary>Why no successful iteration has a value.</summary>
    public required string WhyUnknown { get; init; }

    public override string Aggregation => "mean over successful iterations; Student's t interval";

    internal override bool IsPerIteration => true;

    internal override CensoredValue? Value(Observation observation) =>
        observation.Succeeded && Of(observation) is { } value ? new CensoredValue(value) : null;

    internal override T Effect<T>(IEffectMethods<T> methods) => methods.Typical(this);

    private protected override MetricValue Compute(IReadOnlyList<Observation> inOrder)
    {
        var values = inOrder.Where(o => o.Succeeded).Select(Of).OfType<double>().ToArray();
        return values.Length == 0 ? Unknown(0, WhyNone(inOrder, WhyUnknown)) : Known(MeanEstimate.From(values), values.Length);
    }
}
