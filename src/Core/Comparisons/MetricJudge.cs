using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>One metric of one workload: its values, its change, its status, before other workloads are looked at.</summary>
internal sealed class MetricJudge(ComparisonRequest request, WorkloadEvidence evidence, double confidence, bool isComparable)
{
    private const double Customary = 0.95;

    public JudgedMetric Of(MetricDefinition metric, MetricEffect? effect)
    {
        var (baseline, current) = (
            Value(evidence.Baseline.Metrics, metric, evidence.AllOfBaseline), Value(evidence.Current.Metrics, metric, evidence.AllOfCurrent));
        var isGate = request.Gates.Contains(metric.Name);
        var (ofBaseline, ofCurrent) = evidence.Samples(metric);
        var threshold = request.Thresholds.For(metric.Name);
        var worsening = PlainChange.Worsening(metric, baseline, current);
        var unjudged = new MetricComparison
        {
            Metric = metric.Name,
            Unit = metric.Unit,
            Better = metric.Better,
            Baseline = baseline,
            Current = current,
            IsGate = isGate,
            Threshold = threshold,
            ChangePercent = PlainChange.Percent(metric, baseline, current),
            Effect = isComparable ? effect?.At(isGate ? confidence : Customary) : null,
            Effect95 = isComparable ? effect?.At(Customary) : null,
            ThresholdStatus = worsening is { } plain ? GateDecision.Label(plain, threshold) : null,
            Status = MetricStatus.NotGated,
            Reason = null,
            Settlement = null,
            BaselineSample = ofBaseline,
            CurrentSample = ofCurrent,
        };
        return Judged(unjudged, metric, effect, worsening);
    }

    private JudgedMetric Judged(MetricComparison unjudged, MetricDefinition metric, MetricEffect? effect, double? worsening)
    {
        if (WhyNotJudged(unjudged, metric) is var (status, reason))
        {
            return new JudgedMetric(unjudged with { Status = status, Reason = reason });
        }

        var threshold = unjudged.Threshold;
        if (PlainReason(effect, unjudged) is { } plainly)
        {
            return new JudgedMetric(unjudged with { Status = GateDecision.DecidePlainly(worsening!.Value, threshold), Reason = plainly });
        }

        if (unjudged.Effect is not { } estimate)
        {
            return new JudgedMetric(unjudged with { Status = MetricStatus.Inconclusive, Reason = WhyNoInterval(metric) });
        }

        var decided = GateDecision.Decide(MetricEffect.WorseningOf(estimate, metric.Better), threshold, GateFloor.IsTail(metric));
        var judged = unjudged with
        {
            Status = decided,
            Reason = StatusReason.Of(decided, unjudged, GateFloor.IsTail(metric)),
            Settlement = decided == MetricStatus.Inconclusive ? Settlement(metric, effect!, threshold) : null,
        };
        return new JudgedMetric(judged)
        {
            WarningPValue = effect!.PValueWorseBy(0, metric.Better, confidence),
            FailurePValue = effect.PValueWorseBy(threshold.Warn, metric.Better, confidence),
        };
    }

    /// <summary>Everything that keeps a metric from being judged at all.</summary>
    private (MetricStatus Status, string? Reason)? WhyNotJudged(MetricComparison metric, MetricDefinition definition) => metric switch
    {
        { Baseline: null, Current: not null } => (MetricStatus.NotGated, "new: the baseline has no value"),
        { IsGate: false } => (MetricStatus.NotGated, null),
        { Baseline: null } => (MetricStatus.NotGated, WhyUnknown(definition) ?? "neither side has a value"),
        { Current: null } => (MetricStatus.Missing, WhyUnknown(definition) ?? "the current side has no value"),
        _ when !isComparable => (MetricStatus.Inconclusive, "not comparable"),
        _ when GateFloor.Reason(definition, Iterations(evidence.AllOfBaseline, evidence.Baseline.Iterations),
            Iterations(evidence.AllOfCurrent, evidence.Current.Iterations)) is { } reason && !IsThroughputOfPoints(definition)
            => (MetricStatus.NotGated, reason),
        _ => null,
    };

    private string? PlainReason(MetricEffect? effect, MetricComparison metric) =>
        request.Rule == DecisionRule.Threshold ? "by the shown values (--rule threshold)"
        : evidence.PointValuesOnly ? "point values only"
        // Zeros on one side or both: no ratio exists, and from nothing to something is a change beyond every threshold.
        : effect is null && metric.Baseline == 0 ? "the baseline is zero: by the shown values"
        : null;

    private bool IsThroughputOfPoints(MetricDefinition metric) =>
        metric is ThroughputMetric && (evidence.PointValuesOnly || request.Rule == DecisionRule.Threshold);

    private string WhyNoInterval(MetricDefinition metric) =>
        evidence.Samples(metric) is ({ } baseline, { } current)
            ? $"{baseline.Count} iterations against {current.Count} give no interval of {100 * confidence:0.##}%"
            : "the samples do not hold what an interval needs";

    private string? WhyUnknown(MetricDefinition metric) => evidence.AllOfCurrent.Count == 0 ? null : metric.Aggregate(evidence.AllOfCurrent).Reason;

    private Settlement? Settlement(MetricDefinition metric, MetricEffect effect, Threshold threshold) => SettlementEstimation.Of(
        effect,
        new SettlingGate(threshold, metric.Better, GateFloor.IsTail(metric)),
        confidence,
        effect.Scale is EffectScale.LogRatio ? evidence.BetweenSessions(metric, confidence) : 0,
        evidence.AllOfBaseline,
        evidence.AllOfCurrent,
        evidence.Parallelism);

    private static int Iterations(IReadOnlyList<Observation> observations, int otherwise) =>
        observations.Count > 0 ? observations.Count : otherwise;

    // Older files count the time of other providers and of pauses in their throughput; their samples tell it without.
    private static double? Value(IReadOnlyDictionary<string, double?> metrics, MetricDefinition metric, IReadOnlyList<Observation> samples) =>
        metric is ThroughputMetric && metrics.ContainsKey(metric.Name) && metric.Aggregate(samples).Value is { } value
            ? value
            : metrics.GetValueOrDefault(metric.Name);
}

/// <summary>A metric with how sure its worsening is, taken alone; 1 where nothing was tested.</summary>
internal sealed record JudgedMetric(MetricComparison Result)
{
    public double WarningPValue { get; init; } = 1;

    public double FailurePValue { get; init; } = 1;
}
