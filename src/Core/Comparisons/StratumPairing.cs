using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>
/// Decides which samples are compared with which. Samples of different kinds of machine are never pooled. Pairs are per worker where
/// both sides have the same workers with enough values, otherwise per kind of machine.
/// </summary>
internal sealed record StratumPairing(IReadOnlyList<StratumPair> Pairs, IReadOnlyList<string> Notes)
{
    private const int SmallestStratum = 10;

    public static StratumPairing Create(
        IReadOnlyList<BaselineSample> baseline, IReadOnlyList<BaselineSample> current, bool allowDifferentEnvironment)
    {
        var (ofBaseline, ofCurrent) = (ByFingerprint(baseline), ByFingerprint(current));
        var shared = ofBaseline.Select(group => group.Key).Where(ofCurrent.Contains).ToArray();
        if (shared.Length > 0)
        {
            StratumPair[] pairs = [.. shared.SelectMany(fingerprint => Alike([.. ofBaseline[fingerprint]], [.. ofCurrent[fingerprint]]))];
            var leftOut = ofBaseline.Count + ofCurrent.Count - (2 * shared.Length);
            return new StratumPairing(pairs, leftOut == 0 ? [] : ["samples of machines that only one side has were left out"]);
        }

        if (!allowDifferentEnvironment || baseline.Count == 0 || current.Count == 0)
        {
            return new StratumPairing([], []);
        }

        var pair = new StratumPair(Largest(ofBaseline), Largest(ofCurrent));
        return new StratumPairing([pair], ofBaseline.Count + ofCurrent.Count == 2
            ? []
            : ["several kinds of machine: on each side, the one with the most iterations was compared"]);
    }

    private static ILookup<string, BaselineSample> ByFingerprint(IReadOnlyList<BaselineSample> samples) =>
        samples.ToLookup(sample => sample.Fingerprint, StringComparer.Ordinal);

    private static IReadOnlyList<Observation> Largest(ILookup<string, BaselineSample> samples) =>
        samples.Select(group => SampleColumns.Read(group)).MaxBy(observations => observations.Count)!;

    private static StratumPair[] Alike(BaselineSample[] baseline, BaselineSample[] current)
    {
        var pooled = new StratumPair(SampleColumns.Read(baseline), SampleColumns.Read(current));
        if (baseline.Length == 1 || !Workers(baseline).SetEquals(Workers(current)) || baseline.Length != current.Length)
        {
            return [pooled];
        }

        StratumPair[] byWorker =
        [
            .. baseline.Select(sample => new StratumPair(
                SampleColumns.Read([sample]), SampleColumns.Read(current.Where(other => other.Worker == sample.Worker)))),
        ];
        return byWorker.All(pair => Math.Min(pair.Baseline.Count, pair.Current.Count) >= SmallestStratum) ? byWorker : [pooled];
    }

    private static HashSet<string> Workers(BaselineSample[] samples) => [.. samples.Select(sample => sample.Worker)];
}
