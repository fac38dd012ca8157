using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>Total of a quantity per persona returned. Usage of failed iterations counts, because it was spent.</summary>
internal sealed record PerPersonaMetric : MetricDefinition
{
    public required Func<Observation, double?> Of { get; init; }

    /// <summary>Why no iteration has a value.</summary>
    public required string WhyUnknown { get; init; }

    public override string Aggregation => "total over the iterations where it is known / personas they returned; delta method interval";

    internal override int CountUsable(IReadOnlyList<Observation> observations) => observations.Count(o => Parts(o) is not null);

    internal override T Effect<T>(IEffectMethods<T> methods) => methods.Totals(this);

    /// <summary>The quantity and the personas of one iteration; null unless both are known.</summary>
    internal (double Part, double Whole)? Parts(Observation observation) =>
        Of(observation) is { } part && observation.Personas is { } whole ? (part, whole) : null;

    private protected override MetricValue Compute(IReadOnlyList<Observation> inOrder)
    {
        var known = inOrder.Select(Parts).OfType<(double Part, double Whole)>().ToArray();
        if (known.Length == 0)
        {
            return Unknown(0, WhyUnknown);
        }

        return RatioOfTotals.Compute(known) is { } estimate ? Known(estimate, known.Length) : Unknown(known.Length, "no persona was returned");
    }
}
