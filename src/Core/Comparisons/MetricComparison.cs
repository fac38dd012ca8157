using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>One metric of one workload, on both sides.</summary>
public sealed record MetricComparison
{
    /// <summary>Name in the catalog.</summary>
    public required string Metric { get; init; }

    /// <summary>Unit of <see cref="Baseline"/> and <see cref="Current"/>.</summary>
    public required string Unit { get; init; }

    public required MetricDirection Better { get; init; }

    /// <summary>The shown value; null if unknown.</summary>
    public required double? Baseline { get; init; }

    public required double? Current { get; init; }

    /// <summary>Whether the metric is among the gates of the request.</summary>
    public required bool IsGate { get; init; }

    /// <summary>Whether the metric is watched beside the gates: it alarms when a regression is shown, and otherwise never blocks a pass.</summary>
    public bool IsGuard { get; init; }

    /// <summary>The levels it is judged by, in percent (rates: percentage points).</summary>
    public required Threshold Threshold { get; init; }

    /// <summary>
    /// Plain change of the shown values in percent of the baseline, positive when the value rose. For a rate (unit <c>ratio</c>),
    /// the difference in percentage points. Null when a value is unknown, or when the baseline is zero and the current value is not.
    /// </summary>
    public required double? ChangePercent { get; init; }

    /// <summary>Bound on the change of a quantile that falls on timeouts on one side; null otherwise.</summary>
    public ChangeBound? ChangeBound { get; init; }

    /// <summary>The estimated change with the interval that decides. Null where samples are missing or too small for an interval.</summary>
    public required EffectEstimate? Effect { get; init; }

    /// <summary>The same change with the usual 95% interval of this metric alone, for tables.</summary>
    public required EffectEstimate? Effect95 { get; init; }

    /// <summary>Result of the plain rule on the shown values; null when a value is unknown.</summary>
    public required ThresholdStatus? ThresholdStatus { get; init; }

    public required MetricStatus Status { get; init; }

    /// <summary>One clause that explains the status; null where the interval explains it.</summary>
    public required string? Reason { get; init; }

    /// <summary>What would settle an inconclusive gate; null for other statuses and where more iterations would not help.</summary>
    public required SampleSizeEstimate? SampleSizeEstimate { get; init; }

    /// <summary>Null where there are no samples, or where the metric is not a per-iteration quantity (rates, totals, throughput).</summary>
    public required SampleDescription? BaselineSample { get; init; }

    public required SampleDescription? CurrentSample { get; init; }
}

/// <summary>
/// An estimated change of the metric from baseline to current, positive when the value rose. In percent of the baseline; for rates,
/// in percentage points.
/// </summary>
/// <param name="Estimate">The most likely change; may differ from the plain change of the shown values.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
/// <param name="Confidence">Confidence of the interval, 0 to 1: .95 shared by the gates of a workload, another .95 by its guards.</param>
/// <param name="Method">A stable name, see <see cref="EffectMethod"/>.</param>
public sealed record EffectEstimate(double Estimate, double Lower, double Upper, double Confidence, string Method);

/// <summary>A change with only one known end, in percent of the baseline.</summary>
/// <param name="Lower">At least this much; null if unknown.</param>
/// <param name="Upper">At most this much; null if unknown.</param>
public sealed record ChangeBound(double? Lower, double? Upper);

/// <summary>The names of the estimation methods.</summary>
public static class EffectMethod
{
    /// <summary>Hodges-Lehmann ratio, bounds by inverting the Mann-Whitney statistic.</summary>
    public const string HodgesLehmann = "hodges_lehmann";

    /// <summary>Hodges-Lehmann estimate of the paired log differences, bounds from the signed-rank statistic.</summary>
    public const string PairedHodgesLehmann = "paired_hodges_lehmann";

    /// <summary>Ratio of Harrell-Davis quantiles with Maritz-Jarrett standard errors.</summary>
    public const string HarrellDavis = "harrell_davis";

    /// <summary>Ratio of the rates in blocks of time, Welch's interval on the log scale.</summary>
    public const string TimeBlocks = "time_blocks";

    /// <summary>Ratio of two ratios of totals, delta method on the log scale.</summary>
    public const string RatioOfTotals = "ratio_of_totals";

    /// <summary>Difference of two shares, Newcombe's interval from two Wilson intervals.</summary>
    public const string Newcombe = "newcombe";
}

/// <summary>How many more iterations would settle a gate if the estimated change were the true one.</summary>
/// <param name="MoreCurrentIterations">In addition to those of the current side.</param>
/// <param name="MoreBaselineIterations">In addition to those of the baseline; 0 when the current side alone suffices.</param>
/// <param name="Time">Time for all of them at the current side's pace; null if unknown.</param>
/// <param name="CostUsd">Cost of all of them at the current side's price, in USD; null if unknown.</param>
public sealed record SampleSizeEstimate(int MoreCurrentIterations, int MoreBaselineIterations, TimeSpan? Time, double? CostUsd);
