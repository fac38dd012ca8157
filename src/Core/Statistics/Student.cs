using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace Persona.Bench.Core.Statistics;

/// <summary>Student's t distribution, as far as intervals need it.</summary>
internal static class Student
{
    private static readonly ConcurrentDictionary<(int, double), double> Cache = new();

    /// <summary>The 97.5% quantile: the half-width of a two-sided 95% interval in standard errors.</summary>
    public static double TwoSided95(int degreesOfFreedom) => CriticalValue(degreesOfFreedom, 0.95);

    /// <summary>Standard errors from the centre to either end of a two-sided interval.</summary>
    public static double CriticalValue(int degreesOfFreedom, double confidence) => Cache.GetOrAdd(
        (degreesOfFreedom, confidence), static key => StudentT.InvCDF(0, 1, key.Item1, (1 + key.Item2) / 2));

    /// <summary>Probability of a value at least this far from zero on either side.</summary>
    public static double TwoSidedTail(double t, double degreesOfFreedom) => 2 * StudentT.CDF(0, 1, degreesOfFreedom, -Math.Abs(t));
}
