namespace Persona.Bench.Core.Statistics;

/// <summary>
/// Total of one quantity per total of another (Cochran 1977, chapter 6): the iteration is the unit of sampling, the interval
/// is the delta method's with Student's t.
/// </summary>
internal static class RatioOfTotals
{
    /// <summary>Σ parts / Σ wholes; null when the wholes add up to zero. Both lists are parallel and not negative.</summary>
    public static Estimate? Compute(IReadOnlyList<(double Part, double Whole)> iterations)
    {
        if (WithError(iterations) is not var (ratio, standardError))
        {
            return null;
        }

        return iterations.Count < 2
            ? new Estimate(ratio, null)
            : Estimate.WithStudentInterval(ratio, standardError, iterations.Count - 1).NotNegative();
    }

    /// <summary>The ratio with its standard error, 0 for a single iteration; null when the wholes add up to zero.</summary>
    public static (double Ratio, double StandardError)? WithError(IReadOnlyList<(double Part, double Whole)> iterations)
    {
        double parts = 0, wholes = 0;
        foreach (var (part, whole) in iterations)
        {
            parts += part;
            wholes += whole;
        }

        if (wholes <= 0)
        {
            return null;
        }

        var ratio = parts / wholes;
        double squares = 0;
        foreach (var (part, whole) in iterations)
        {
            var residual = part - (ratio * whole);
            squares += residual * residual;
        }

        var count = iterations.Count;
        return (ratio, count < 2 ? 0 : Math.Sqrt(squares * count / (count - 1)) / wholes);
    }
}
