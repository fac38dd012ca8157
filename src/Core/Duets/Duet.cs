using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Duets;

/// <summary>The sequential decision of a duet (Bulej et al. 2020), one interim look at a time; see docs/statistics.md.</summary>
public static class Duet
{
    private const double Customary = 0.95;

    /// <summary>Decides on the pairs measured so far. Looks outside the plan add error that the plan does not account for.</summary>
    /// <exception cref="ArgumentException">A gate is not in the catalog of metrics.</exception>
    public static DuetLook Look(DuetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var candidates = request.Candidate.Select(o => o.Iteration).ToHashSet();
        var pairs = request.Base.Count(o => candidates.Contains(o.Iteration));
        var gates = request.Gates.Distinct().Select(Find).ToArray();
        var both = new StratumPair(request.Base, request.Candidate);
        var input = new EffectInput { Strata = [both], All = both, IsPaired = true, Outliers = request.Outliers };
        var compared = Array.ConvertAll(gates, gate => Compared(gate, input, pairs));
        var confidence = request.Plan.Confidence(compared.Count(gate => gate.Effect is not null));
        MetricComparison[] metrics = [.. compared.Select(gate => Judged(gate, request, confidence))];
        var verdict = Severity.Combine([.. metrics.Select(metric => metric.Status)]);
        return new DuetLook
        {
            Verdict = verdict,
            Pairs = pairs,
            NextLook = verdict == Verdict.Inconclusive ? request.Plan.Next(pairs) : null,
            Metrics = metrics,
        };
    }

    private static MetricDefinition Find(string gate) =>
        MetricCatalog.Find(gate) ?? throw new ArgumentException($"{gate} is not a metric", nameof(gate));

    private static Gate Compared(MetricDefinition metric, EffectInput input, int pairs)
    {
        var (ofBase, candidate) = (metric.Aggregate(input.All.Baseline), metric.Aggregate(input.All.Current));
        var reason = metric is ThroughputMetric ? "each side of a duet waits for the other"
            : ofBase.Reason ?? candidate.Reason ?? GateFloor.Reason(metric, pairs, pairs);
        return new Gate(metric, ofBase.Value, candidate.Value, reason is null ? EffectEstimation.Estimate(metric, input, ofBase.Value) : null, reason);
    }

    private static MetricComparison Judged(Gate gate, DuetRequest request, double confidence)
    {
        var (metric, threshold) = (gate.Metric, request.Thresholds.For(gate.Metric.Name));
        var isTail = metric.IsTail;
        var effect = gate.Effect?.At(confidence);
        var status = effect is not null ? GateDecision.Decide(MetricEffect.RegressionOf(effect, metric.Better), threshold, isTail)
            : gate.Reason is not null ? MetricStatus.NotGated
            : MetricStatus.Inconclusive;
        var judged = new MetricComparison
        {
            Metric = metric.Name,
            Unit = metric.Unit,
            Better = metric.Better,
            Baseline = gate.Base,
            Current = gate.Candidate,
            IsGate = true,
            Threshold = threshold,
            ChangePercent = PlainChange.Percent(metric, gate.Base, gate.Candidate),
            Effect = effect,
            Effect95 = gate.Effect?.At(Customary),
            ThresholdStatus = PlainChange.Regression(metric, gate.Base, gate.Candidate) is { } plain ? GateDecision.Label(plain, threshold) : null,
            Status = status,
            Reason = gate.Reason,
            SampleSizeEstimate = null,
            BaselineSample = null,
            CurrentSample = null,
        };
        return effect is null ? judged with { Reason = gate.Reason ?? "too few pairs for an interval" } : judged with { Reason = StatusReason.For(status, judged, isTail) };
    }

    private sealed record Gate(MetricDefinition Metric, double? Base, double? Candidate, MetricEffect? Effect, string? Reason);
}
