using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>Judges one metric of one workload: values, change and status, before the correction for other workloads.</summary>
internal sealed class MetricJudge(ComparisonRequest request, WorkloadEvidence evidence, SharedConfidence shared, bool isComparable)
{
    private const double Customary = 0.95;
    private const string IsNew = "new: the baseline has no value";

    public JudgedMetric Of(MetricDefinition metric, MetricEvidence found)
    {
        var (baseline, current) = (
            Value(evidence.Baseline.Metrics, metric, evidence.AllOfBaseline), Value(evidence.Current.Metrics, metric, evidence.AllOfCurrent));
        var (isGate, isGuard) = (request.Gates.Contains(metric.Name), WorkloadJudge.IsGuard(request, metric));
        var (ofBaseline, ofCurrent) = evidence.Samples(metric);
        var threshold = WorkloadJudge.Levels(request, metric);
        var regression = PlainChange.Regression(metric, baseline, current);
        var unjudged = new MetricComparison
        {
            Metric = metric.Name,
            Unit = metric.Unit,
            Better = metric.Better,
            Baseline = baseline,
            Current = current,
            IsGate = isGate,
            IsGuard = isGuard,
            Threshold = threshold,
            ChangePercent = PlainChange.Percent(metric, baseline, current),
            ChangeBound = found.Bound?.Change,
            Effect = isComparable ? found.Effect?.At(isGate ? shared.Gates : isGuard ? shared.Guards : Customary) : null,
            Effect95 = isComparable ? found.Effect?.At(Customary) : null,
            ThresholdStatus = regression is { } plain ? GateDecision.Label(plain, threshold) : found.Bound?.Label(threshold),
            Status = MetricStatus.NotGated,
            Reason = null,
            SampleSizeEstimate = null,
            BaselineSample = ofBaseline,
            CurrentSample = ofCurrent,
        };
        return isGuard ? Guarded(unjudged, metric, found.Effect, regression) : Judged(unjudged, metric, found, regression);
    }

    private JudgedMetric Judged(MetricComparison unjudged, MetricDefinition metric, MetricEvidence found, double? regression)
    {
        if (WhyNotJudged(unjudged, metric, found.Bound) is var (status, reason))
        {
            return new JudgedMetric(Without(status, unjudged) with { Status = status, Reason = reason });
        }

        if (found.Bound is { } bound)
        {
            return Bounded(unjudged, bound);
        }

        var (effect, threshold) = (found.Effect, unjudged.Threshold);
        if (PlainReason(effect, unjudged) is { } plainly)
        {
            return new JudgedMetric(unjudged with { Status = GateDecision.DecidePlainly(regression!.Value, threshold), Reason = plainly });
        }

        if (unjudged.Effect is not { } estimate)
        {
            return new JudgedMetric(unjudged with { Status = MetricStatus.Inconclusive, Reason = WhyNoInterval(metric) });
        }

        var decided = GateDecision.Decide(MetricEffect.RegressionOf(estimate, metric.Better), threshold, metric.IsTail);
        var judged = unjudged with
        {
            Status = decided,
            Reason = StatusReason.For(decided, unjudged, metric.IsTail),
            SampleSizeEstimate = decided == MetricStatus.Inconclusive ? SampleSizeEstimate(metric, effect!, threshold) : null,
        };
        return Tested(judged, metric, effect!, shared.Gates);
    }

    /// <summary>A gate that is undecided for too few iterations shows no interval.</summary>
    private static MetricComparison Without(MetricStatus status, MetricComparison metric) =>
        status == MetricStatus.Inconclusive ? metric with { Effect = null, Effect95 = null } : metric;

    private JudgedMetric Bounded(MetricComparison unjudged, TimeoutBound bound)
    {
        var decided = PlainReason(null, unjudged) is null ? bound.Decide(unjudged.Threshold, shared.Gates) : bound.DecidePlainly(unjudged.Threshold);
        var pValue = PlainReason(null, unjudged) is null ? bound.PValue(shared.Gates) : 1;
        var reason = decided == MetricStatus.Inconclusive ? $"{bound.Sentence}, which may be chance" : bound.Sentence;
        return new JudgedMetric(unjudged with { Status = decided, Reason = reason }) { WarningPValue = pValue, FailurePValue = pValue };
    }

    private JudgedMetric Guarded(MetricComparison unjudged, MetricDefinition metric, MetricEffect? effect, double? regression)
    {
        if (WhyNotWatched(unjudged, metric) is { } reason)
        {
            return new JudgedMetric(unjudged with { Reason = reason });
        }

        var threshold = unjudged.Threshold;
        if (PlainReason(effect, unjudged) is var plainly && (plainly is not null || unjudged.Effect is null))
        {
            var plain = GateDecision.DecidePlainly(regression!.Value, threshold);
            return new JudgedMetric(unjudged with
            {
                Status = plain == MetricStatus.Improved ? MetricStatus.Pass : plain,
                Reason = plainly ?? "no interval can be computed from the samples; only the shown values are compared",
            });
        }

        var decided = GateDecision.DecideGuard(MetricEffect.RegressionOf(unjudged.Effect!, metric.Better), threshold);
        return Tested(unjudged with { Status = decided, Reason = StatusReason.For(decided, unjudged, isTail: false) }, metric, effect!, shared.Guards);
    }

    private static JudgedMetric Tested(MetricComparison judged, MetricDefinition metric, MetricEffect effect, double confidence) => new(judged)
    {
        WarningPValue = effect.PValueWorseBy(0, metric.Better, confidence),
        FailurePValue = effect.PValueWorseBy(judged.Threshold.Warn, metric.Better, confidence),
    };

    /// <summary>The reasons not to judge a metric at all.</summary>
    private (MetricStatus Status, string? Reason)? WhyNotJudged(MetricComparison metric, MetricDefinition definition, TimeoutBound? bound) => metric switch
    {
        { IsGate: false, Baseline: null, Current: not null } => (MetricStatus.NotGated, bound is null ? IsNew : null),
        { IsGate: false } => (MetricStatus.NotGated, null),
        _ when TooLarge(definition) is { } floor && !IsThroughputOfPoints(definition) =>
            (metric is { Baseline: not null, Current: null } ? MetricStatus.Missing : MetricStatus.NotGated, floor),
        _ when isComparable && Below(GateFloor.Fewest, definition) is { } few => (MetricStatus.Inconclusive, few),
        _ when bound is not null => null,
        { Baseline: null, Current: not null } => (MetricStatus.NotGated, WhyUnknown(definition, evidence.AllOfBaseline) ?? IsNew),
        { Baseline: null } => (MetricStatus.NotGated, WhyUnknown(definition, evidence.AllOfCurrent) ?? "neither side has a value"),
        { Current: null } => (MetricStatus.Missing, WhyUnknown(definition, evidence.AllOfCurrent) ?? "the current side has no value"),
        _ when !isComparable => (MetricStatus.Inconclusive, "not comparable"),
        _ => null,
    };

    private string? WhyNotWatched(MetricComparison metric, MetricDefinition definition) => metric switch
    {
        { Baseline: null } => IsNew,
        { Current: null } => WhyUnknown(definition, evidence.AllOfCurrent) ?? "the current side has no value",
        _ when !isComparable => "not comparable",
        _ => Below(GateFloor.Fewest, definition),
    };

    /// <summary>Why there are too few iterations for the metric; null when there are enough.</summary>
    private string? TooLarge(MetricDefinition metric) =>
        GateFloor.Reason(metric, Iterations(evidence.AllOfBaseline, evidence.Baseline.Iterations), Iterations(evidence.AllOfCurrent, evidence.Current.Iterations))
        ?? (metric.IsTail ? Below(metric.MinimumSample, metric) : null);

    /// <summary>Why the samples do not suffice. A side without samples is trusted; a value that no iteration has is unknown for another reason.</summary>
    private string? Below(int floor, MetricDefinition metric)
    {
        var (baseline, current) = evidence.Usable(metric);
        return IsBelow(baseline) || IsBelow(current)
            ? GateFloor.Needs(floor, baseline ?? evidence.Baseline.Iterations, current ?? evidence.Current.Iterations)
            : null;

        bool IsBelow(int? usable) => usable > 0 && usable < floor;
    }

    private string? PlainReason(MetricEffect? effect, MetricComparison metric) =>
        request.Rule == DecisionRule.Threshold ? "only the shown values are compared (--rule threshold)"
        : evidence.PointValuesOnly ? "point values only"
        // With zeros no ratio exists, and a rise from zero exceeds every threshold.
        : effect is null && metric.Baseline == 0 ? "the baseline is zero, so only the shown values are compared"
        : null;

    private bool IsThroughputOfPoints(MetricDefinition metric) =>
        metric is ThroughputMetric && (evidence.PointValuesOnly || request.Rule == DecisionRule.Threshold);

    private string WhyNoInterval(MetricDefinition metric) =>
        evidence.Samples(metric) is ({ } baseline, { } current)
            ? $"{baseline.Count} against {current.Count} iterations is too few for a {100 * shared.Gates:0.##}% interval"
            : "no interval can be computed from the samples";

    private static string? WhyUnknown(MetricDefinition metric, IReadOnlyList<Observation> side) => side.Count == 0 ? null : metric.Aggregate(side).Reason;

    private SampleSizeEstimate? SampleSizeEstimate(MetricDefinition metric, MetricEffect effect, Threshold threshold) => SampleSizeEstimation.Estimate(
        effect,
        new EstimatedGate(threshold, metric.Better, metric.IsTail),
        shared.Gates,
        effect.Scale is EffectScale.LogRatio ? evidence.BetweenSessions(metric, shared.Gates) : 0,
        evidence.AllOfBaseline,
        evidence.AllOfCurrent,
        evidence.Parallelism);

    private static int Iterations(IReadOnlyList<Observation> observations, int otherwise) =>
        observations.Count > 0 ? observations.Count : otherwise;

    // Throughput in older files includes the time of other providers and of pauses; their samples give it without.
    private static double? Value(IReadOnlyDictionary<string, double?> metrics, MetricDefinition metric, IReadOnlyList<Observation> samples) =>
        metric is ThroughputMetric && metrics.ContainsKey(metric.Name) && metric.Aggregate(samples).Value is { } value
            ? value
            : metrics.GetValueOrDefault(metric.Name);
}

/// <summary>A judged metric with the p-values of its regression, taken alone; 1 where nothing was tested.</summary>
internal sealed record JudgedMetric(MetricComparison Result)
{
    public double WarningPValue { get; init; } = 1;

    public double FailurePValue { get; init; } = 1;
}
