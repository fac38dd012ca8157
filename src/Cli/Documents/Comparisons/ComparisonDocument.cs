using System.Text.Json.Serialization;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>
/// A comparison as JSON, <c>docs/schemas/comparison.schema.json</c>. Every other format is made from it, so that a stored one can
/// be reported on. Fields are only added; unknown values are null.
/// </summary>
internal sealed record ComparisonDocument
{
    public const string CurrentSchema = "persona.bench/comparison/1";

    public string Schema { get; init; } = CurrentSchema;

    public required Verdict Verdict { get; init; }

    public required DecisionRule Rule { get; init; }

    public required OutlierPolicy Outliers { get; init; }

    /// <summary>The levels that fail the command.</summary>
    public required IReadOnlyList<FailLevel> FailOn { get; init; }

    public required SideDocument Current { get; init; }

    public required IReadOnlyList<ComparedBaselineDocument> Baselines { get; init; }
}

/// <summary>One side of a comparison.</summary>
internal sealed record SideDocument
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset CapturedAt { get; init; }

    public required string? GitCommit { get; init; }
}

/// <summary>The current side against one baseline.</summary>
internal sealed record ComparedBaselineDocument
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset CapturedAt { get; init; }

    public required string? GitCommit { get; init; }

    public required Verdict Verdict { get; init; }

    public required ComparabilityLevel Comparability { get; init; }

    public required IReadOnlyList<DifferenceDocument> EnvironmentDiff { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<ComparedWorkloadDocument> Workloads { get; init; }
}

internal sealed record DifferenceDocument(string Field, string? Baseline, string? Current, DifferenceWeight Weight);

/// <summary>One workload on one provider.</summary>
internal sealed record ComparedWorkloadDocument
{
    public required string Workload { get; init; }

    public required string? Provider { get; init; }

    public required Verdict Verdict { get; init; }

    public required ComparabilityLevel Comparability { get; init; }

    public required IReadOnlyList<DifferenceDocument> Differences { get; init; }

    public required int? BaselineIterations { get; init; }

    public required int? CurrentIterations { get; init; }

    /// <summary>Null if the baseline does not have the workload, and in documents of older versions.</summary>
    public ConditionsDocument? BaselineConditions { get; init; }

    public ConditionsDocument? CurrentConditions { get; init; }

    public required bool PointValuesOnly { get; init; }

    public required IReadOnlyList<ComparedMetricDocument> Metrics { get; init; }

    public required IReadOnlyList<ComparedSamplesDocument> Samples { get; init; }
}

/// <summary>How one side was measured; null if its file does not say.</summary>
internal sealed record ConditionsDocument(string? ProviderKind, bool Emulated, string? Model, int? Concurrency, int? Workers);

/// <summary>One metric; changes are in percent of the baseline, those of rates (unit <c>ratio</c>) in percentage points.</summary>
internal sealed record ComparedMetricDocument
{
    public required string Metric { get; init; }

    public required string Unit { get; init; }

    public required MetricDirection Better { get; init; }

    public required bool Gate { get; init; }

    /// <summary>Watched in addition to the gates; missing in documents of older versions.</summary>
    public bool Guard { get; init; }

    public required double? Baseline { get; init; }

    public required double? Current { get; init; }

    public required double? ChangePercent { get; init; }

    /// <summary>The known bound of a change to or from timeouts; otherwise null.</summary>
    public ChangeBoundDocument? ChangeBoundPercent { get; init; }

    /// <summary>With the interval that decides.</summary>
    public required EffectDocument? EffectPercent { get; init; }

    /// <summary>With the customary 95% interval of this metric alone.</summary>
    public required EffectDocument? Effect95Percent { get; init; }

    public required Threshold Threshold { get; init; }

    public required ThresholdStatus? ThresholdStatus { get; init; }

    public required MetricStatus Status { get; init; }

    public required string? Reason { get; init; }

    [JsonPropertyName("settlement")]
    public required SampleSizeEstimateDocument? SampleSizeEstimate { get; init; }
}

internal sealed record EffectDocument(double Estimate, double Lower, double Upper, double Confidence, string Method);

/// <summary>A lower or an upper bound; the other is null.</summary>
internal sealed record ChangeBoundDocument(double? Lower, double? Upper);

internal sealed record SampleSizeEstimateDocument(int MoreCurrentIterations, int MoreBaselineIterations, double? Seconds, double? CostUsd);

/// <summary>The values behind metrics of one quantity, in measurement order.</summary>
internal sealed record ComparedSamplesDocument(
    IReadOnlyList<string> Metrics, string Unit, SampleValuesDocument? Baseline, SampleValuesDocument? Current);

/// <summary>The values of one side; fences are null where there are none.</summary>
internal sealed record SampleValuesDocument
{
    public required IReadOnlyList<double> Values { get; init; }

    public required int Censored { get; init; }

    public required int Outliers { get; init; }

    public required RangeDocument? OutlierFences { get; init; }

    public required IReadOnlyList<double> Modes { get; init; }

    public required double VarianceInflation { get; init; }

    public required bool SeriallyDependent { get; init; }
}

internal sealed record RangeDocument(double Lower, double Upper);
