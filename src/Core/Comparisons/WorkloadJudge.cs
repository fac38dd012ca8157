using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>Judges all metrics of one workload. The gates with an effect share the error rate (Bonferroni); the guards share another.</summary>
internal static class WorkloadJudge
{
    /// <summary>For the family of gates of one workload, and again for the family of its guards.</summary>
    public const double ErrorRate = 0.05;

    public static JudgedWorkload Judge(ComparisonRequest request, WorkloadMatch match, bool environmentIsComparable) =>
        match is { Baseline: { } baseline, Current: { } current }
            ? Judge(request, match, new WorkloadEvidence(request, match, baseline, current), environmentIsComparable)
            : OneSided(request, match);

    private static JudgedWorkload Judge(ComparisonRequest request, WorkloadMatch match, WorkloadEvidence evidence, bool environmentIsComparable)
    {
        var isComparable = environmentIsComparable && evidence.Comparability != ComparabilityLevel.NotComparable;
        var metrics = Shown(request, match);
        var found = metrics.ToDictionary(metric => metric.Name, metric => isComparable ? evidence.Of(metric) : MetricEvidence.None);
        var gates = Math.Max(1, metrics.Count(metric => request.Gates.Contains(metric.Name) && found[metric.Name].IsKnown
            && GateFloor.Reason(metric, evidence.AllOfBaseline.Count, evidence.AllOfCurrent.Count) is null));
        var guards = Math.Max(1, metrics.Count(metric => IsGuard(request, metric) && found[metric.Name].IsKnown));
        var judge = new MetricJudge(request, evidence, new SharedConfidence(1 - (ErrorRate / gates), 1 - (ErrorRate / guards)), isComparable);
        return new JudgedWorkload([.. metrics.Select(metric => judge.Of(metric, found[metric.Name]))], gates, guards)
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
        return new JudgedWorkload([.. Shown(request, match).Select(metric => OneSided(request, metric, values.GetValueOrDefault(metric.Name), isNew))], 1, 1)
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
            IsGuard = IsGuard(request, metric),
            Threshold = Levels(request, metric),
            ChangePercent = null,
            Effect = null,
            Effect95 = null,
            ThresholdStatus = null,
            Status = isNew || !isGate || value is null ? MetricStatus.NotGated : MetricStatus.Missing,
            Reason = isNew ? "new: the baseline does not have this workload" : "the current side did not measure this workload",
            SampleSizeEstimate = null,
            BaselineSample = null,
            CurrentSample = null,
        });
    }

    /// <summary>A gate is never a guard, even if it is listed as one.</summary>
    public static bool IsGuard(ComparisonRequest request, MetricDefinition metric) =>
        request.Guards.ContainsKey(metric.Name) && !request.Gates.Contains(metric.Name);

    /// <summary>The levels the metric is judged by, as guard or as gate.</summary>
    public static Threshold Levels(ComparisonRequest request, MetricDefinition metric) =>
        IsGuard(request, metric) ? request.Guards[metric.Name] : request.Thresholds.For(metric.Name);

    /// <summary>The gates in their order; then, where either side has a value, the guards in theirs and the other metrics.</summary>
    private static MetricDefinition[] Shown(ComparisonRequest request, WorkloadMatch match)
    {
        var gates = request.Gates.Distinct().Select(name => MetricCatalog.Find(name)!).ToArray();
        var guards = request.Guards.Keys.Select(name => MetricCatalog.Find(name)!).Except(gates).Where(IsKnown).ToArray();
        return [.. gates, .. guards, .. MetricCatalog.All.Except(gates).Except(guards).Where(IsKnown)];

        bool IsKnown(MetricDefinition metric) =>
            match.Baseline?.Metrics.GetValueOrDefault(metric.Name) is not null || match.Current?.Metrics.GetValueOrDefault(metric.Name) is not null;
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
        BaselineConditions = match.Baseline is { } baseline ? MeasuringConditions.From(baseline, match.Provider) : null,
        CurrentConditions = match.Current is { } current ? MeasuringConditions.From(current, match.Provider) : null,
        PointValuesOnly = false,
        Metrics = [],
    };
}

/// <summary>The confidence of the deciding interval, for each gate and for each guard.</summary>
internal readonly record struct SharedConfidence(double Gates, double Guards);
