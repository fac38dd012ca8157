using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Comparisons;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>Makes the document of a comparison.</summary>
internal static class ComparisonDocuments
{
    public static ComparisonDocument Of(Comparison comparison, IReadOnlyList<FailLevel> failOn) => new()
    {
        Verdict = comparison.Verdict,
        Rule = comparison.Rule,
        Outliers = comparison.Outliers,
        FailOn = failOn,
        Current = new SideDocument
        {
            Name = comparison.Current.Name,
            Version = comparison.Current.Version,
            CapturedAt = comparison.Current.CapturedAt,
            GitCommit = comparison.Current.GitCommit,
        },
        Baselines = [.. comparison.Baselines.Select(Of)],
    };

    private static ComparedBaselineDocument Of(BaselineComparison one) => new()
    {
        Name = one.Baseline.Name,
        Version = one.Baseline.Version,
        CapturedAt = one.Baseline.CapturedAt,
        GitCommit = one.Baseline.GitCommit,
        Verdict = one.Verdict,
        Comparability = one.Comparability,
        EnvironmentDiff = [.. one.EnvironmentDiff.Select(Of)],
        Notes = one.Notes,
        Workloads = [.. one.Workloads.Select(Of)],
    };

    private static DifferenceDocument Of(FieldDifference difference) =>
        new(difference.Field, difference.Baseline, difference.Current, difference.Weight);

    private static ComparedWorkloadDocument Of(WorkloadComparison one) => new()
    {
        Workload = one.Workload,
        Provider = one.Provider,
        Verdict = one.Verdict,
        Comparability = one.Comparability,
        Differences = [.. one.Differences.Select(Of)],
        BaselineIterations = one.BaselineIterations,
        CurrentIterations = one.CurrentIterations,
        BaselineConditions = Of(one.BaselineConditions),
        CurrentConditions = Of(one.CurrentConditions),
        PointValuesOnly = one.PointValuesOnly,
        Metrics = [.. one.Metrics.Select(Of)],
        Samples = [.. Samples(one.Metrics)],
    };

    private static ConditionsDocument? Of(MeasuringConditions? one) =>
        one is null ? null : new(one.Kind, one.IsEmulated, one.Model, one.Concurrency, one.Workers);

    private static ComparedMetricDocument Of(MetricComparison one) => new()
    {
        Metric = one.Metric,
        Unit = one.Unit,
        Better = one.Better,
        Gate = one.IsGate,
        Guard = one.IsGuard,
        Baseline = one.Baseline,
        Current = one.Current,
        ChangePercent = one.ChangePercent,
        ChangeBoundPercent = one.ChangeBound is { } bound ? new ChangeBoundDocument(bound.Lower, bound.Upper) : null,
        EffectPercent = Of(one.Effect),
        Effect95Percent = Of(one.Effect95),
        Threshold = one.Threshold,
        ThresholdStatus = one.ThresholdStatus,
        Status = one.Status,
        Reason = one.Reason,
        Settlement = one.Settlement is { } more
            ? new SettlementDocument(more.MoreCurrentIterations, more.MoreBaselineIterations, more.Time?.TotalSeconds, more.CostUsd)
            : null,
    };

    private static EffectDocument? Of(EffectEstimate? effect) =>
        effect is null ? null : new(effect.Estimate, effect.Lower, effect.Upper, effect.Confidence, effect.Method);

    // The quantiles of one quantity rest on the same values, which are written once.
    private static IEnumerable<ComparedSamplesDocument> Samples(IEnumerable<MetricComparison> metrics) => metrics
        .Where(metric => metric.BaselineSample is not null || metric.CurrentSample is not null)
        .GroupBy(metric => (metric.BaselineSample?.InOrder, metric.CurrentSample?.InOrder))
        .Select(group => new ComparedSamplesDocument(
            [.. group.Select(metric => metric.Metric)], group.First().Unit, Of(group.First().BaselineSample), Of(group.First().CurrentSample)));

    private static SampleValuesDocument? Of(SampleDescription? sample) => sample is null ? null : new()
    {
        Values = sample.InOrder,
        Censored = sample.Censored,
        Outliers = sample.Outliers,
        OutlierFences = sample.OutlierFences is { } fences ? new RangeDocument(fences.Lower, fences.Upper) : null,
        Modes = sample.Modes,
        VarianceInflation = sample.VarianceInflation,
        SeriallyDependent = sample.IsSeriallyDependent,
    };
}
