using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>A share of trials, from 0 to 1.</summary>
internal sealed record ShareMetric : MetricDefinition
{
    /// <summary>Hits and trials of one iteration; null if unknown.</summary>
    public required Func<Observation, (double Hits, double Trials)?> Of { get; init; }

    /// <summary>Why there are no trials.</summary>
    public required string WhyUnknown { get; init; }

    public override string Aggregation => "hits / trials over all iterations; Wilson interval";

    internal override int CountUsable(IReadOnlyList<Observation> observations) => observations.Count(o => Of(o) is not null);

    internal override T Effect<T>(IEffectMethods<T> methods) => methods.Shares(this);

    private protected override MetricValue Compute(IReadOnlyList<Observation> inOrder)
    {
        var known = inOrder.Select(Of).OfType<(double Hits, double Trials)>().Where(o => o.Trials > 0).ToArray();
        var (hits, trials) = (known.Sum(o => o.Hits), (long)known.Sum(o => o.Trials));
        return trials < 1 ? Unknown(0, WhyUnknown) : Known(WilsonInterval.Compute(Math.Min(hits, trials), trials), known.Length);
    }
}
