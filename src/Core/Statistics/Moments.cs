namespace Persona.Bench.Core.Statistics;

/// <summary>Mean and variance, numerically stable.</summary>
internal static class Moments
{
    /// <summary>Exact for constant samples: the mean is taken of deviations from the first value.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double deviations = 0;
        foreach (var value in values)
        {
            deviations += value - values[0];
        }

        return values[0] + (deviations / values.Length);
    }

    /// <summary>Variance of a sample of at least two values (divisor n - 1).</summary>
    public static double Variance(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        double squares = 0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return squares / (values.Length - 1);
    }
}
