using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>Estimates the change of a metric with the method that fits its aggregation.</summary>
/// <param name="input">Both sides.</param>
/// <param name="baselineValue">The shown value. Differences are relative to it where samples contain zeros.</param>
internal sealed class EffectEstimation(EffectInput input, double? baselineValue) : IEffectMethods<MetricEffect?>
{
    /// <summary>Null where the samples lack what the metric needs.</summary>
    public static MetricEffect? Estimate(MetricDefinition metric, EffectInput input, double? baselineValue) =>
        input.Strata.Count == 0 ? null : metric.Effect(new EffectEstimation(input, baselineValue));

    public MetricEffect? Typical(MetricDefinition metric)
    {
        if (ComparedValues.Create(metric.Value, input, baselineValue) is not { } values)
        {
            return null;
        }

        var method = input.IsPaired ? EffectMethod.PairedHodgesLehmann : EffectMethod.HodgesLehmann;
        return CombinedShift.Combine([.. values.Strata.Select(TypicalShift)]) is { } shift
            ? new MetricEffect(WithSpread(shift, metric, values.Scale), values.Scale, method)
            : null;
    }

    private static Shift TypicalShift(ValuePair values)
    {
        if (values.Differences is { } differences)
        {
            return new PairedShift([.. differences.Order()]);
        }

        var (x, y) = (values.Baseline, values.Current);
        return new WidenedShift(new TwoSampleShift([.. x.Order()], [.. y.Order()]), Inflation(x, y), spread: null);
    }

    /// <summary>Inflation of the variance of y - x: each side's, weighted by its share.</summary>
    private static double Inflation(double[] x, double[] y)
    {
        if (x.Length < 2 || y.Length < 2)
        {
            return 1;
        }

        var (ofX, ofY) = (Moments.Variance(x) / x.Length, Moments.Variance(y) / y.Length);
        return ofX + ofY <= 0
            ? 1
            : ((ofX * BatchMeans.VarianceInflation(x)) + (ofY * BatchMeans.VarianceInflation(y))) / (ofX + ofY);
    }

    public MetricEffect? Tail(QuantileMetric metric)
    {
        if (ComparedValues.Create(metric.Value, input, baselineValue) is not { } values)
        {
            return null;
        }

        // Drift affects both sides of a pair and cancels in the ratio; within one sample it looks like dependence.
        var strata = values.Strata
            .Where(pair => Math.Min(pair.Baseline.Length, pair.Current.Length) >= metric.MinimumSample
                && !pair.IsCensoredAt(metric.Probability))
            .Select(pair => StudentShift.Between(
                Quantile(pair.Baseline, metric.Probability, input.IsPaired), Quantile(pair.Current, metric.Probability, input.IsPaired)))
            .OfType<Shift>()
            .ToArray();
        return strata.Length > 0 && CombinedShift.Combine(strata) is { } shift
            ? new MetricEffect(WithSpread(shift, metric, values.Scale), values.Scale, EffectMethod.HarrellDavis)
            : null;
    }

    private static ScaledEstimate Quantile(double[] inOrder, double probability, bool isPaired)
    {
        var (quantile, standardError) = HarrellDavis.Moments([.. inOrder.Order()], probability);
        var inflation = isPaired ? 1 : BatchMeans.VarianceInflation(inOrder);
        return new ScaledEstimate(quantile, standardError * Math.Sqrt(inflation), inOrder.Length - 1);
    }

    public MetricEffect? Blocks(ThroughputMetric metric)
    {
        if (BlockRate(input.All.Baseline) is not { } baseline || BlockRate(input.All.Current) is not { } current
            || StudentShift.Between(baseline, current) is not { } shift)
        {
            return null;
        }

        var scale = new EffectScale.LogRatio();
        return new MetricEffect(WithSpread(shift, metric, scale), scale, EffectMethod.TimeBlocks);
    }

    /// <summary>The log of the mean block rate, with the standard error of the delta method.</summary>
    private static ScaledEstimate? BlockRate(IReadOnlyList<Observation> inOrder)
    {
        if (inOrder.Count < ThroughputMetric.SmallestSample || inOrder.Any(o => o.ValidPersonas is null)
            || ThroughputMetric.BlockRates(inOrder, ThroughputMetric.Blocks) is not { } rates)
        {
            return null;
        }

        var mean = Moments.Mean(rates);
        return mean > 0
            ? new ScaledEstimate(Math.Log(mean), Math.Sqrt(Moments.Variance(rates) / rates.Length) / mean, rates.Length - 1)
            : null;
    }

    public MetricEffect? Totals(PerPersonaMetric metric)
    {
        if (Total(metric, input.All.Baseline) is not { } baseline || Total(metric, input.All.Current) is not { } current
            || StudentShift.Between(baseline, current) is not { } shift)
        {
            return null;
        }

        var scale = new EffectScale.LogRatio();
        return new MetricEffect(WithSpread(shift, metric, scale), scale, EffectMethod.RatioOfTotals);
    }

    private static ScaledEstimate? Total(PerPersonaMetric metric, IReadOnlyList<Observation> inOrder)
    {
        (double, double)[] known = [.. inOrder.Select(metric.Parts).OfType<(double, double)>()];
        return known.Length > 1 && RatioOfTotals.WithError(known) is { Ratio: > 0 } total
            ? new ScaledEstimate(Math.Log(total.Ratio), total.StandardError / total.Ratio, known.Length - 1)
            : null;
    }

    public MetricEffect? Shares(ShareMetric metric) =>
        Count(metric, input.All.Baseline) is { Trials: > 0 } baseline && Count(metric, input.All.Current) is { Trials: > 0 } current
            ? new MetricEffect(
                new ShareDifference(baseline.Hits, baseline.Trials, current.Hits, current.Trials), new EffectScale.Points(), EffectMethod.Newcombe)
            : null;

    private static (double Hits, long Trials) Count(ShareMetric metric, IReadOnlyList<Observation> observations)
    {
        var known = observations.Select(metric.Of).OfType<(double Hits, double Trials)>().ToArray();
        var trials = (long)known.Sum(one => one.Trials);
        return (Math.Min(known.Sum(one => one.Hits), trials), trials);
    }

    /// <summary>Pairs are measured in the same session, so differences between sessions affect both sides.</summary>
    private Shift WithSpread(Shift shift, MetricDefinition metric, EffectScale scale) =>
        !input.IsPaired && scale is EffectScale.LogRatio && input.Spread(metric) is { } spread
            ? new WidenedShift(shift, 1, spread)
            : shift;
}
