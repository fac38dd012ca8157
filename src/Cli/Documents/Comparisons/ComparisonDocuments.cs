using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Comparisons;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>Creates the document of a comparison.</summary>
internal static class ComparisonDocuments
{
    public static ComparisonDocument From(Comparison comparison, IReadOnlyList<FailLevel> failOn) => new()
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
        Baselines = [.. comparison.Baselines.Select(From)],
    };

    private static ComparedBaselineDocument From(BaselineComparison one) => new()
    {
        Name = one.Baseline.Name,
        Version = one.Baseline.Version,
        CapturedAt = one.Baseline.CapturedAt,
        GitCommit = one.Baseline.GitCommit,
        Verdict = one.Verdict,
        Comparability = one.Comparability,
        EnvironmentDiff = [.. one.EnvironmentDiff.Select(From)],
        Notes = one.Notes,
        Workloads = [.. one.Workloads.Select(From)],
    };

    private static DifferenceDocument From(FieldDifference difference) =>
        new(difference.Field, difference.Baseline, difference.Current, difference.Weight);

    private static ComparedWorkloadDocument From(WorkloadComparison one) => new()
    {
        Workload = one.Workload,
        Provider = one.Provider,
        Verdict = one.Verdict,
        Comparability = one.Comparability,
        Differences = [.. one.Differences.Select(From)],
        BaselineIterations = one.BaselineIterations,
        CurrentIterations = one.CurrentIterations,
        BaselineConditions = From(one.BaselineConditions),
        CurrentConditions = From(one.CurrentConditions),
        PointValuesOnly = one.PointValuesOnly,
        Metrics = [.. one.Metrics.Select(From)],
        Samples = [.. Samples(one.Metrics)],
    };

    private static ConditionsDocument? From(MeasuringConditions? one) =>
        one is null ? null : new(one.Kind, one.IsEmulated, one.Model, one.Concurrency, one.Workers);

    private static ComparedMetricDocument From(MetricComparison one) => new()
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
        EffectPercent = From(one.Effect),
        Effect95Percent = From(one.Effect95),
        Threshold = one.Threshold,
        ThresholdStatus = one.ThresholdStatus,
        Status = one.Status,
        Reason = one.Reason,
        SampleSizeEstimate = one.SampleSizeEstimate is { } more
            ? new SampleSizeEstimateDocument(more.MoreCurrentIterations, more.MoreBaselineIterations, more.Time?.TotalSeconds, more.CostUsd)
            : null,
    };

    private static EffectDocument? From(EffectEstimate? effect) =>
        effect is null ? null : new(effect.Estimate, effect.Lower, effect.Upper, effect.Confidence, effect.Method);

    // The quantiles of one quantity share their values, which are written once.
    private static IEnumerable<ComparedSamplesDocument> Samples(IEnumerable<MetricComparison> metrics) => metrics
        .Where(metric => metric.BaselineSample is not null || metric.CurrentSample is not null)
        .GroupBy(metric => (metric.BaselineSample?.InOrder, metric.CurrentSample?.InOrder))
        .Select(group => new ComparedSamplesDocument(
            [.. group.Select(metric => metric.Metric)], group.First().Unit, From(group.First().BaselineSample), From(group.First().CurrentSample)));

    private static SampleValuesDocument? From(SampleDescription? sample) => sample is null ? null : new()
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
