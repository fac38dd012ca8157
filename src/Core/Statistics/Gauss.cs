using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace Persona.Bench.Core.Statistics;

/// <summary>The standard normal distribution, as far as intervals need it.</summary>
internal static class Gauss
{
    private static readonly ConcurrentDictionary<double, double> Cache = new();

    /// <summary>Standard errors from the centre to either end of a two-sided interval.</summary>
    public static double CriticalValue(double confidence) => Cache.GetOrAdd(confidence, static c => Normal.InvCDF(0, 1, (1 + c) / 2));

    /// <summary>Probability of a value above this.</summary>
    public static double UpperTail(double z) => Normal.CDF(0, 1, -z);
}
