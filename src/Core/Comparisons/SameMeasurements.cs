using Persona.Bench.Core.Baselines;

namespace Persona.Bench.Core.Comparisons;

/// <summary>Detects two sides that are the same: the same run, the same file, or a copy of it.</summary>
public static class SameMeasurements
{
    /// <summary>Files round to six significant digits; the store keeps full precision.</summary>
    private const double Rounding = 1e-5;

    /// <summary>Never identical in two runs.</summary>
    private const string Latency = "generation_latency_ms";

    /// <summary>The workloads with identical measurements on both sides; without samples, with the same values of the same moment.</summary>
    public static IReadOnlyList<string> Workloads(Baseline one, Baseline other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var isSameMoment = one.Version == other.Version && one.CapturedAt == other.CapturedAt;
        return
        [
            .. WorkloadMatching.Match(one, other, workloads: null)
                .Where(match => match is { Baseline: { } x, Current: { } y } && AreSame(x, y, isSameMoment))
                .Select(match => match.Provider is { } provider ? $"{match.Workload} on {provider}" : match.Workload),
        ];
    }

    private static bool AreSame(BaselineWorkload one, BaselineWorkload other, bool isSameMoment)
    {
        if (ReferenceEquals(one, other))
        {
            return true;
        }

        return one.Samples.Count > 0 || other.Samples.Count > 0
            ? one.Samples.Any(HoldsValues) && AreSame(one.Samples, other.Samples)
            : isSameMoment && AreSame(one.Metrics, other.Metrics);
    }

    private static bool HoldsValues(BaselineSample sample) => sample.Columns.Values.Any(column => column.Count > 0);

    private static bool AreSame(IReadOnlyList<BaselineSample> one, IReadOnlyList<BaselineSample> other) =>
        one.Count == other.Count && one.Zip(other).All(pair =>
            pair.First.Worker == pair.Second.Worker && pair.First.Fingerprint == pair.Second.Fingerprint
            && AreSame(pair.First.Columns, pair.Second.Columns));

    // Files of older versions lack the columns that came later.
    private static bool AreSame(IReadOnlyDictionary<string, IReadOnlyList<double?>> one, IReadOnlyDictionary<string, IReadOnlyList<double?>> other)
    {
        string[] common = [.. one.Keys.Where(other.ContainsKey)];
        return (common.Contains(Latency) || common.Length == Math.Max(one.Count, other.Count)) && Array.TrueForAll(common, name => AreSame(one[name], other[name]));
    }

    private static bool AreSame(IReadOnlyDictionary<string, double?> one, IReadOnlyDictionary<string, double?> other) =>
        one.Count > 0 && one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out var value) && AreSame(entry.Value, value));

    private static bool AreSame(IReadOnlyList<double?> one, IReadOnlyList<double?> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => AreSame(pair.First, pair.Second));

    private static bool AreSame(double? one, double? other) => (one, other) switch
    {
        ({ } x, { } y) => Math.Abs(x - y) <= Rounding * Math.Max(Math.Abs(x), Math.Abs(y)),
        _ => one is null && other is null,
    };
}
