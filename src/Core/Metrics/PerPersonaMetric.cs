using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>Total of a quantity per persona returned. What failed iterations used counts: it was spent.</summary>
internal sealed record PerPersonaMetric : MetricDefinition
{
    public required Func<Observation, double?> Of { get; init; }

    /// <summary>Why no iteration has a value.</summary>
    public required string WhyUnknown { get; init; }

    public override string Aggregation =>
        "total over all iterations where it is known / personas that these returned; delta method interval";

    private protected override MetricValue Compute(IReadOnlyList<Observation> inOrder)
    {
        var known = inOrder.Where(o => Of(o) is not null && o.Personas is not null).ToArray();
        if (known.Length == 0)
        {
            return Unknown(0, WhyUnknown);
        }

        return RatioOfTotals.Compute([.. known.Select(o => (Of(o)!.Value, o.Personas!.Value))]) is { } estimate
            ? Known(estimate, known.Length)
            : Unknown(known.Length, "no persona was returned");
    }
}
