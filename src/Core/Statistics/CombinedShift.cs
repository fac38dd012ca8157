using MathNet.Numerics.Distributions;

namespace Persona.Bench.Core.Statistics;

/// <summary>
/// Combines the shifts of several strata, weighted by inverse variance (Cochran 1954). Where the strata disagree (Cochran's Q,
/// p &lt; 0.1) the variance between them is added to each: random effects after DerSimonian and Laird (1986).
/// </summary>
internal sealed class CombinedShift : Shift
{
    private const double Disagreement = 0.1;

    private readonly double _standardError;

    private CombinedShift(double estimate, double standardError, bool strataDisagree)
    {
        Estimate = estimate;
        _standardError = standardError;
        StrataDisagree = strataDisagree;
    }

    public override double Estimate { get; }

    public bool StrataDisagree { get; }

    /// <summary>A single stratum is returned as it is. Strata without an interval have no weight; null when none has an interval.</summary>
    public static Shift? Combine(IReadOnlyList<Shift> strata)
    {
        if (strata.Count == 1)
        {
            return strata[0];
        }

        var known = strata.Select(Known).OfType<Stratum>().ToArray();
        if (known.Length == 0)
        {
            return null;
        }

        var (estimate, _) = Mean(known, 0);
        var disagreement = known.Sum(stratum => Square(stratum.Estimate - estimate) / stratum.Variance);
        var freedom = known.Length - 1;
        var disagree = freedom > 0 && 1 - ChiSquared.CDF(freedom, disagreement) < Disagreement;
        var (combined, variance) = disagree ? Mean(known, VarianceBetween(known, disagreement)) : Mean(known, 0);
        return new CombinedShift(combined, Math.Sqrt(variance), disagree);
    }

    public override Interval? Bounds(double confidence)
    {
        var halfWidth = Gauss.CriticalValue(confidence) * _standardError;
        return new Interval(Estimate - halfWidth, Estimate + halfWidth);
    }

    private static Stratum? Known(Shift shift)
    {
        if (shift.Bounds(0.95) is not { } bounds)
        {
            return null;
        }

        var standardError = (bounds.Upper - bounds.Lower) / 2 / Gauss.CriticalValue(0.95);
        // A constant stratum would take all the weight, and divide by zero.
        return new Stratum(shift.Estimate, Math.Max(1e-12, Square(standardError)));
    }

    private static (double Estimate, double Variance) Mean(Stratum[] strata, double between)
    {
        double weights = 0, sum = 0;
        foreach (var (estimate, variance) in strata)
        {
            weights += 1 / (variance + between);
            sum += estimate / (variance + between);
        }

        return (sum / weights, 1 / weights);
    }

    private static double VarianceBetween(Stratum[] strata, double disagreement)
    {
        var weights = strata.Sum(stratum => 1 / stratum.Variance);
        var squares = strata.Sum(stratum => 1 / Square(stratum.Variance));
        return Math.Max(0, (disagreement - (strata.Length - 1)) / (weights - (squares / weights)));
    }

    private static double Square(double value) => value * value;

    private readonly record struct Stratum(double Estimate, double Variance);
}
