using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The values of a per-iteration metric on both sides, by stratum, on the scale of the comparison.</summary>
internal sealed record ComparedValues(IReadOnlyList<ValuePair> Strata, EffectScale Scale)
{
    /// <summary>Logs, or the raw values if any is zero. Null when a side is empty, or when the baseline value is no base for a relative change.</summary>
    public static ComparedValues? Create(Func<Observation, CensoredValue?> of, EffectInput input, double? baselineValue)
    {
        RawPair[] strata = [.. input.Strata.Select(pair => Raw(of, pair, input.IsPaired)).Where(pair => pair.IsKnown)];
        if (strata.Length == 0)
        {
            return null;
        }

        if (strata.All(pair => pair.IsPositive))
        {
            return new ComparedValues(Scaled(strata, Math.Log, input), new EffectScale.LogRatio());
        }

        return baselineValue is > 0 and var reference
            ? new ComparedValues(Scaled(strata, static value => value, input), new EffectScale.Difference(reference))
            : null;
    }

    private static RawPair Raw(Func<Observation, CensoredValue?> of, StratumPair pair, bool isPaired)
    {
        if (!isPaired)
        {
            return new RawPair([.. pair.Baseline.Select(of).OfType<CensoredValue>()], [.. pair.Current.Select(of).OfType<CensoredValue>()]);
        }

        var current = pair.Current.ToDictionary(o => o.Iteration);
        var both = pair.Baseline.Where(o => current.ContainsKey(o.Iteration)).Select(o => (Baseline: of(o), Current: of(current[o.Iteration])))
            .Where(values => values is { Baseline: not null, Current: not null }).ToArray();
        return new RawPair([.. both.Select(values => values.Baseline!.Value)], [.. both.Select(values => values.Current!.Value)]);
    }

    private static ValuePair[] Scaled(RawPair[] strata, Func<double, double> to, EffectInput input) =>
        [.. strata.Select(pair => Scaled(pair, to, input)).Where(pair => pair.Baseline.Length > 0 && pair.Current.Length > 0)];

    private static ValuePair Scaled(RawPair raw, Func<double, double> to, EffectInput input)
    {
        var drops = input.Outliers == OutlierPolicy.Drop;
        var pair = drops && !input.IsPaired ? new RawPair(Inside(raw.Baseline, to), Inside(raw.Current, to)) : raw;
        var (baseline, current) = (Array.ConvertAll(pair.Baseline, v => to(v.Value)), Array.ConvertAll(pair.Current, v => to(v.Value)));
        double[]? differences = input.IsPaired ? [.. baseline.Zip(current, (x, y) => y - x)] : null;
        return new ValuePair(
            baseline,
            current,
            differences is not null && drops ? Inside(differences) : differences,
            pair.Baseline.Count(v => v.IsCensored),
            pair.Current.Count(v => v.IsCensored));
    }

    /// <summary>Timeouts are kept: being far out is the information they carry.</summary>
    private static CensoredValue[] Inside(CensoredValue[] values, Func<double, double> to) =>
        OutlierFences.Compute([.. values.Select(v => to(v.Value)).Order()]) is { } fences
            ? Array.FindAll(values, v => v.IsCensored || (to(v.Value) >= fences.Lower && to(v.Value) <= fences.Upper))
            : values;

    private static double[] Inside(double[] values) => OutlierFences.Compute([.. values.Order()]) is { } fences
        ? Array.FindAll(values, value => value >= fences.Lower && value <= fences.Upper)
        : values;

    private sealed record RawPair(CensoredValue[] Baseline, CensoredValue[] Current)
    {
        public bool IsKnown => Baseline.Length > 0 && Current.Length > 0;

        public bool IsPositive => Array.TrueForAll(Baseline, v => v.Value > 0) && Array.TrueForAll(Current, v => v.Value > 0);
    }
}

/// <summary>Values on the scale of the comparison, in the order measured. Censored values are at their bound.</summary>
/// <param name="Baseline">Values of the baseline.</param>
/// <param name="Current">Values of the current side.</param>
/// <param name="Differences">Current minus baseline of each pair; null when not paired.</param>
/// <param name="CensoredBaseline">Number of timeouts in the baseline.</param>
/// <param name="CensoredCurrent">Number of timeouts on the current side.</param>
internal sealed record ValuePair(double[] Baseline, double[] Current, double[]? Differences, int CensoredBaseline, int CensoredCurrent)
{
    /// <summary>If timeouts hold more than this share of a quantile's weights, the quantile is unknown; see <see cref="LogQuantile"/>.</summary>
    private const double NegligibleWeight = 0.01;

    public bool IsCensoredAt(double probability) =>
        IsCensoredAt(probability, Baseline.Length, CensoredBaseline) || IsCensoredAt(probability, Current.Length, CensoredCurrent);

    private static bool IsCensoredAt(double probability, int count, int censored) =>
        censored > 0 && HarrellDavis.WeightFrom(count - censored, count, probability) > NegligibleWeight;
}
