using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The answer to a <see cref="ComparisonRequest"/>.</summary>
public sealed record Comparison
{
    /// <summary>The worst over all baselines.</summary>
    public required Verdict Verdict { get; init; }

    public required ComparedSide Current { get; init; }

    public required DecisionRule Rule { get; init; }

    public required OutlierPolicy Outliers { get; init; }

    /// <summary>In the order of the request.</summary>
    public required IReadOnlyList<BaselineComparison> Baselines { get; init; }
}

/// <summary>One side of a comparison.</summary>
public sealed record ComparedSide(string Name, string Version, DateTimeOffset CapturedAt, string? GitCommit);

/// <summary>The current side against one baseline.</summary>
public sealed record BaselineComparison
{
    public required ComparedSide Baseline { get; init; }

    /// <summary>The worst over all workloads.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The worst of the environment and of all workloads.</summary>
    public required ComparabilityLevel Comparability { get; init; }

    /// <summary>What differs, the gravest first; information (versions, commits) last.</summary>
    public required IReadOnlyList<FieldDifference> EnvironmentDiff { get; init; }

    /// <summary>In the order of the baseline; those that only the current side has come last.</summary>
    public required IReadOnlyList<WorkloadComparison> Workloads { get; init; }

    /// <summary>Sentences about how this was compared that a reader must see: point values only, dropped outliers, unlike machines.</summary>
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

    /// <summary>Null: the baseline does not have the workload.</summary>
    public required int? BaselineIterations { get; init; }

    /// <summary>Null: the current side does not have the workload.</summary>
    public required int? CurrentIterations { get; init; }

    /// <summary>How the baseline was measured; null where it does not have the workload.</summary>
    public MeasuringConditions? BaselineConditions { get; init; }

    /// <summary>How the current side was measured; null where it does not have the workload.</summary>
    public MeasuringConditions? CurrentConditions { get; init; }

    /// <summary>One side has no samples, so that only the shown values could be compared.</summary>
    public required bool PointValuesOnly { get; init; }

    /// <summary>The gates first, in their order, then the other metrics that either side has, in the order of the catalog.</summary>
    public required IReadOnlyList<MetricComparison> Metrics { get; init; }
}
