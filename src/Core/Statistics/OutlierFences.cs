using Perfolizer.Mathematics.OutlierDetection;

namespace Persona.Bench.Core.Statistics;

/// <summary>Fences by the double median absolute deviation, one deviation for each side of the median.</summary>
internal static class OutlierFences
{
    /// <summary>
    /// Normalised median absolute deviations. At the usual 3, a fifth of clean samples of 10 hold an "outlier", and most of
    /// 500 do; at 5, one sample in twenty or fewer does (simulated on normal and exponential logs).
    /// </summary>
    private const double Deviations = 5;

    private const int SmallestSample = 5;

    /// <summary>Null for tiny samples, for constant ones, and where more than half of the values are the same.</summary>
    /// <param name="ascending">Logs, or raw values if they have none.</param>
    public static Interval? Compute(double[] ascending)
    {
        if (ascending.Length < SmallestSample || ascending[^1] - ascending[0] < 1e-9)
        {
            return null;
        }

        var detector = DoubleMadOutlierDetector.Create(ascending, Deviations);
        return detector.LowerFence < detector.UpperFence ? new Interval(detector.LowerFence, detector.UpperFence) : null;
    }
}
