using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>All metrics of one workload. The gates that have an effect share the error rate (Bonferroni).</summary>
internal static class WorkloadJudge
{
    /// <summary>Of the family of gates of one workload.</summary>
    public const double ErrorRate = 0.05;

    public static JudgedWorkload Judge(ComparisonRequest request, WorkloadMatch match, bool environmentIsComparable) =>
        match is { Baseline: { } baseline, Current: { } current }
            ? Judge(request, match, new WorkloadEvidence(request, match, baseline, current), environmentIsComparable)
            : OneSided(request, match);

    private static JudgedWorkload Judge(ComparisonRequest request, WorkloadMatch match, WorkloadEvidence evidence, bool environmentIsComparable)
    {
        var isComparable = environmentIsComparable && evidence.Comparability != ComparabilityLevel.NotComparable;
        var metrics = Shown(request, match);
        var effects = metrics.ToDictionary(
            metric => metric.Name,
            metric => isComparable ? evidence.Effect(metric, evidence.Baseline.Metrics.GetValueOrDefault(metric.Name)) : null);
        var gates = Math.Max(1, metrics.Count(metric => request.Gates.Contains(metric.Name) && effects[metric.Name] is not null
            && GateFloor.Reason(metric, evidence.AllOfBaseline.Count, evidence.AllOfCurrent.Count) is null));
        var judge = new MetricJudge(request, evidence, 1 - (ErrorRate / gates), isComparable);
        return new JudgedWorkload([.. metrics.Select(metric => judge.Of(metric, effects[metric.Name]))], gates)
        {
            Frame = Frame(match) with
            {
                Comparability = evidence.Comparability,
                Differences = evidence.Differences,
                PointValuesOnly = evidence.PointValuesOnly,
            },
            Notes = evidence.Notes,
            IsComparable = isComparable,
        };
    }

    private static JudgedWorkload OneSided(ComparisonRequest request, WorkloadMatch match)
    {
        var isNew = match.Baseline is null;
        var values = (match.Baseline ?? match.Current)!.Metrics;
        return new JudgedWorkload([.. Shown(request, match).Select(metric => OneSided(request, metric, values.GetValueOrDefault(metric.Name), isNew))], 1)
        {
            Frame = Frame(match),
        };
    }

    private static JudgedMetric OneSided(ComparisonRequest request, MetricDefinition metric, double? value, bool isNew)
    {
        var isGate = request.Gates.Contains(metric.Name);
        return new JudgedMetric(new MetricComparison
        {
            Metric = metric.Name,
            Unit = metric.Unit,
            Better = metric.Better,
            Baseline = isNew ? null : value,
            Current = isNew ? value : null,
            IsGate = isGate,
            Threshold = request.Thresholds.For(metric.Name),
            ChangePercent = null,
            Effect = null,
            Effect95 = null,
            ThresholdStatus = null,
            Status = isNew || !isGate || value is null ? MetricStatus.NotGated : MetricStatus.Missing,
            Reason = isNew ? "new: the baseline does not have this workload" : "the current side did not measure this workload",
            Settlement = null,
            BaselineSample = null,
            CurrentSample = null,
        });
    }

    /// <summary>The gates in their order, then what either side has a value of.</summary>
    private static MetricDefinition[] Shown(ComparisonRequest request, WorkloadMatch match)
    {
        var gates = request.Gates.Distinct().Select(name => MetricCatalog.Find(name)!).ToArray();
        var others = MetricCatalog.All.Except(gates).Where(metric =>
            match.Baseline?.Metrics.GetValueOrDefault(metric.Name) is not null || match.Current?.Metrics.GetValueOrDefault(metric.Name) is not null);
        return [.. gates, .. others];
    }

    private static WorkloadComparison Frame(WorkloadMatch match) => new()
    {
        Workload = match.Workload,
        Provider = match.Provider,
        Verdict = Verdict.Inconclusive,
        Comparability = ComparabilityLevel.Comparable,
        Differences = [],
        BaselineIterations = match.Baseline?.Iterations,
        CurrentIterations = match.Current?.Iterations,
        BaselineConditions = match.Baseline is { } baseline ? MeasuringConditions.Of(baseline, match.Provider) : null,
        CurrentConditions = match.Current is { } current ? MeasuringConditions.Of(current, match.Provider) : null,
        PointValuesOnly = false,
        Metrics = [],
    };
}
