using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>
/// A quantile that falls on timeouts on one side only. A timeout is a lower bound, so the change has a bound in that side's direction.
/// Newcombe's interval tests whether more iterations last that long on that side than chance explains.
/// </summary>
internal sealed class TimeoutBound
{
    /// <summary>Tolerance for a bound that went through a logarithm and back.</summary>
    private const double Rounding = 1e-9;

    /// <summary>However few gates share the error rate, as strict as one side of the usual 95% interval.</summary>
    private const double LeastConfidence = 0.95;

    private readonly bool _ofCurrent;
    private readonly double _changePercent;
    private readonly ShareDifference[] _rises;

    private TimeoutBound(bool ofCurrent, double changePercent, ShareDifference[] rises, string sentence) =>
        (_ofCurrent, _changePercent, _rises, Sentence) = (ofCurrent, changePercent, rises, sentence);

    /// <summary>What is known, as a sentence.</summary>
    public string Sentence { get; }

    public ChangeBound Change => _ofCurrent ? new ChangeBound(_changePercent, null) : new ChangeBound(null, _changePercent);

    /// <summary>Null where the quantile falls on timeouts on neither side or on both.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="strata">The pairs to compare; empty where a side has no samples.</param>
    /// <param name="all">All of both sides, or of the one that has samples.</param>
    /// <param name="baseline">The shown value; null if unknown.</param>
    /// <param name="current">The shown value; null if unknown.</param>
    public static TimeoutBound? Compute(
        MetricDefinition metric, IReadOnlyList<StratumPair> strata, StratumPair all, double? baseline, double? current)
    {
        if (metric is not QuantileMetric { OfTimeout: not null, Better: MetricDirection.Lower } quantile)
        {
            return null;
        }

        return (baseline, current) switch
        {
            ( > 0 and var known, null) when quantile.LowerBound(all.Current) is { } bound =>
                new TimeoutBound(true, Percent(bound / known), Rises(quantile, strata, bound, true), Told(quantile, all, bound, true)),
            (null, > 0 and var known) when quantile.LowerBound(all.Baseline) is > 0 and var bound =>
                new TimeoutBound(false, Percent(known / bound), Rises(quantile, strata, bound, false), Told(quantile, all, bound, false)),
            _ => null,
        };
    }

    /// <summary>Failure and warning as for an interval without an upper end; improved is the mirror image; never a pass.</summary>
    public MetricStatus Decide(Threshold threshold, double confidence) => !IsShown(confidence) ? MetricStatus.Inconclusive
        : !_ofCurrent ? (_changePercent < 0 ? MetricStatus.Improved : MetricStatus.Inconclusive)
        : _changePercent >= threshold.Fail && _changePercent > threshold.Warn ? MetricStatus.Failure
        : _changePercent > 0 ? MetricStatus.Warning
        : MetricStatus.Inconclusive;

    /// <summary>By the plain rule, as far as the bound allows.</summary>
    public MetricStatus DecidePlainly(Threshold threshold) =>
        _ofCurrent == (GateDecision.Label(_changePercent, threshold) == ThresholdStatus.Normal)
            ? MetricStatus.Inconclusive
            : GateDecision.DecidePlainly(_changePercent, threshold);

    /// <summary>The plain label that holds however long the timed-out iterations would have taken; null if none does.</summary>
    public ThresholdStatus? Label(Threshold threshold) =>
        GateDecision.Label(_changePercent, threshold) is var label && _ofCurrent == (label == ThresholdStatus.Normal) ? null : label;

    /// <summary>P-value of "no more iterations last that long than on the other side"; 1 where the bound shows no regression.</summary>
    public double PValue(double confidence) => _ofCurrent && _changePercent > 0 && _rises.Length > 0
        ? Math.Min(1, _rises.Min(rise => rise.PValueAbove(0, OneSided(confidence))) / 2 * _rises.Length)
        : 1;

    private bool IsShown(double confidence) => Array.Exists(_rises, rise => rise.Bounds(OneSided(confidence)) is { Lower: > 0 });

    // Timeouts can show only one direction, so it gets all of the gate's error, shared by the strata.
    private double OneSided(double confidence) => Math.Max(LeastConfidence, 1 - (2 * (1 - confidence) / _rises.Length));

    private static double Percent(double ratio) => PlainChange.Figure(100 * (ratio - 1));

    private static ShareDifference[] Rises(QuantileMetric metric, IReadOnlyList<StratumPair> strata, double bound, bool ofCurrent) =>
    [
        .. strata.Select(pair => Counts(metric, pair, bound, ofCurrent))
            .Where(counts => counts is { Bounded.Trials: > 0, Other.Trials: > 0 })
            .Select(counts => new ShareDifference(counts.Other.Hits, counts.Other.Trials, counts.Bounded.Hits, counts.Bounded.Trials)),
    ];

    /// <summary>Iterations that took at least that long. On the other side all timeouts count: they may have.</summary>
    private static ((long Hits, long Trials) Bounded, (long Hits, long Trials) Other) Counts(
        QuantileMetric metric, StratumPair pair, double bound, bool ofCurrent)
    {
        var (bounded, other) = ofCurrent ? (pair.Current, pair.Baseline) : (pair.Baseline, pair.Current);
        return (Count(bounded, v => Reaches(v)), Count(other, v => v.IsCensored || Reaches(v)));

        bool Reaches(CensoredValue value) => value.Value >= bound * (1 - Rounding);

        (long, long) Count(IReadOnlyList<Observation> observations, Func<CensoredValue, bool> condition)
        {
            var values = observations.Select(metric.Value).OfType<CensoredValue>().ToArray();
            return (values.Count(condition), values.Length);
        }
    }

    private static string Told(QuantileMetric metric, StratumPair all, double bound, bool ofCurrent)
    {
        var (bounded, other) = Counts(metric, all, bound, ofCurrent);
        var elsewhere = other.Trials == 0 ? "" : $", {other.Hits} of {other.Trials} {(ofCurrent ? "in the baseline" : "now")}";
        return $"at least {Figure.Format(bound)} {metric.Unit} {(ofCurrent ? "now" : "in the baseline")}: "
            + $"{bounded.Hits} of {bounded.Trials} iterations took that long or timed out{elsewhere}";
    }
}
