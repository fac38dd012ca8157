using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>How many iterations would make the interval narrow enough, if the estimated change were the true one.</summary>
internal static class SampleSizeEstimation
{
    private const int MostIterations = 1_000_000;

    /// <summary>Half-widths shrink with the square root of the iterations; the part due to sessions does not.</summary>
    /// <param name="effect">The undecided effect.</param>
    /// <param name="gate">The levels it is judged by.</param>
    /// <param name="confidence">Confidence of the interval that decides.</param>
    /// <param name="betweenSessions">The part of the half-width that more iterations do not reduce.</param>
    /// <param name="baseline">Observations of the baseline.</param>
    /// <param name="current">Observations of the current side.</param>
    /// <param name="concurrency">Iterations in flight over all workers; null if unknown.</param>
    public static SampleSizeEstimate? Estimate(
        MetricEffect effect, EstimatedGate gate, double confidence, double betweenSessions,
        IReadOnlyList<Observation> baseline, IReadOnlyList<Observation> current, int? concurrency)
    {
        if (effect.Shift.Bounds(confidence) is not { } bounds)
        {
            return null;
        }

        var wanted = WantedHalfWidth(effect, gate);
        var fixedPart = betweenSessions * betweenSessions;
        var now = Math.Max(effect.Shift.Estimate - bounds.Lower, bounds.Upper - effect.Shift.Estimate);
        var shrink = ((wanted * wanted) - fixedPart) / ((now * now) - fixedPart);
        if (!(shrink > 0) || !double.IsFinite(shrink))
        {
            return null;
        }

        var (moreBaseline, moreCurrent) = Iterations(Math.Min(shrink, 0.99), baseline.Count, current.Count);
        return moreBaseline + moreCurrent > MostIterations ? null : Priced((int)moreBaseline, (int)moreCurrent, current, concurrency);
    }

    /// <summary>The half-width at which the interval excludes either the level that blocks a pass or the one that blocks a warning.</summary>
    private static double WantedHalfWidth(MetricEffect effect, EstimatedGate gate)
    {
        var regression = gate.Better == MetricDirection.Lower ? effect.Shift.Estimate : -effect.Shift.Estimate;
        var passBelow = effect.Scale.RegressionShift(gate.IsTail ? gate.Threshold.Fail : gate.Threshold.Warn, gate.Better);
        return Math.Max(passBelow - regression, regression);
    }

    /// <summary>More on the current side alone where that is enough and cheaper, otherwise on both sides.</summary>
    private static (double Baseline, double Current) Iterations(double shrink, int baseline, int current)
    {
        var both = (1 / shrink) - 1;
        var (moreBaseline, moreCurrent) = (Figure.RoundUp(baseline * both), Figure.RoundUp(current * both));
        var ofBaseline = (double)current / (baseline + current);
        if (shrink <= ofBaseline)
        {
            return (moreBaseline, moreCurrent);
        }

        var alone = Figure.RoundUp(current * (((1 - ofBaseline) / (shrink - ofBaseline)) - 1));
        return alone <= moreBaseline + moreCurrent ? (0, alone) : (moreBaseline, moreCurrent);
    }

    private static SampleSizeEstimate Priced(int moreBaseline, int moreCurrent, IReadOnlyList<Observation> current, int? concurrency)
    {
        var spans = current.Select(o => o.EndedMs - o.StartedMs ?? o.LatencyMs).OfType<double>().ToArray();
        var costs = current.Select(o => o.CostUsd).OfType<double>().ToArray();
        var more = moreBaseline + moreCurrent;
        return new SampleSizeEstimate(
            moreCurrent,
            moreBaseline,
            spans.Length == 0 || concurrency is not > 0 ? null : TimeSpan.FromMilliseconds(Math.Min(1e12, more * Moments.Mean(spans) / concurrency.Value)),
            costs.Length == 0 ? null : more * Moments.Mean(costs));
    }
}

/// <summary>The levels an undecided gate is judged by.</summary>
internal readonly record struct EstimatedGate(Threshold Threshold, MetricDirection Better, bool IsTail);
