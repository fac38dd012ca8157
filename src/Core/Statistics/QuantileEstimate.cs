namespace Persona.Bench.Core.Statistics;

/// <summary>What a sample says about a quantile.</summary>
internal abstract record QuantileEstimate
{
    private QuantileEstimate()
    {
    }

    public sealed record Known(Estimate Estimate) : QuantileEstimate;

    /// <summary>The quantile falls among censored values: only a lower bound is known.</summary>
    public sealed record AtLeast(double Bound) : QuantileEstimate;
}
