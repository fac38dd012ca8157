using Perfolizer.Mathematics.Multimodality;

namespace Persona.Bench.Core.Statistics;

/// <summary>The modes of a sample: Perfolizer's lowland detector (Akinshin 2020).</summary>
internal static class SampleModes
{
    /// <summary>Below this the detector sees no modes; it gave no false alarm on unimodal samples from 30 to 500.</summary>
    private const int SmallestSample = 30;

    private const int LargestSample = 500;

    /// <summary>The locations of two or more modes, ascending; empty for one mode and for samples that cannot show more.</summary>
    /// <param name="ascending">Logs, or raw values if they have none.</param>
    public static IReadOnlyList<double> Find(double[] ascending) =>
        ascending.Length < SmallestSample || ascending[^1] - ascending[0] < 1e-9
            ? []
            : LowlandModalityDetector.Instance.DetectModes(new Pragmastat.Sample(Thinned(ascending)), QuantileHistogram.Instance).Modes is { Count: > 1 } modes
                ? [.. modes.Select(mode => mode.Location)]
                : [];

    /// <summary>Evenly spaced ranks: the same shape at a bounded cost.</summary>
    private static double[] Thinned(double[] ascending) => ascending.Length <= LargestSample
        ? ascending
        : [.. Enumerable.Range(0, LargestSample).Select(i => ascending[(int)((i + 0.5) * ascending.Length / LargestSample)])];
}
