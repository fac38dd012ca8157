using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The result of a <see cref="ComparisonRequest"/>.</summary>
public sealed record Comparison
{
    /// <summary>The worst verdict over all baselines.</summary>
    public required Verdict Verdict { get; init; }

    public required ComparedSide Current { get; init; }

    public required DecisionRule Rule { get; init; }

    public required OutlierPolicy Outliers { get; init; }

    /// <summary>In the order of the request.</summary>
    public required IReadOnlyList<BaselineComparison> Baselines { get; init; }
}

/// <summary>One side of a comparison.</summary>
public sealed record ComparedSide(string Name, string Version, DateTimeOffset CapturedAt, string? GitCommit);

/// <summary>The current side compared with one baseline.</summary>
public sealed record BaselineComparison
{
    public required ComparedSide Baseline { get; init; }

    /// <summary>The worst verdict over all workloads.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The worst of the environment and of all workloads.</summary>
    public required ComparabilityLevel Comparability { get; init; }

    /// <summary>Differences, most serious first; information (versions, commits) last.</summary>
    public required IReadOnlyList<FieldDifference> EnvironmentDiff { get; init; }

    /// <summary>In the order of the baseline, then those that only the current side has.</summary>
    public required IReadOnlyList<WorkloadComparison> Workloads { get; init; }

    /// <summary>Notices about the comparison that a reader must see: point values only, dropped outliers, different machines.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>One workload on one provider.</summary>
public sealed record WorkloadComparison
{
    public required string Workload { get; init; }

    /// <summary>Null where neither file names one.</summary>
    public required string? Provider { get; init; }

    public required Verdict Verdict { get; init; }

    public required ComparabilityLevel Comparability { get; init; }

    /// <summary><c>definition</c>, <c>description</c>, <c>model</c>, <c>concurrency</c> where they differ.</summary>
    public required IReadOnlyList<FieldDifference> Differences { get; init; }

    /// <summary>Null if the baseline does not have the workload.</summary>
    public required int? BaselineIterations { get; init; }

    /// <summary>Null if the current side does not have the workload.</summary>
    public required int? CurrentIterations { get; init; }

    /// <summary>How the baseline was measured; null if it does not have the workload.</summary>
    public MeasuringConditions? BaselineConditions { get; init; }

    /// <summary>How the current side was measured; null if it does not have the workload.</summary>
    public MeasuringConditions? CurrentConditions { get; init; }

    /// <summary>One side has no samples, so only the shown values could be compared.</summary>
    public required bool PointValuesOnly { get; init; }

    /// <summary>The gates in their order, then the other metrics that either side has, in catalog order.</summary>
    public required IReadOnlyList<MetricComparison> Metrics { get; init; }
}
