using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>One metric of one workload, on both sides.</summary>
public sealed record MetricComparison
{
    /// <summary>Name in the catalog.</summary>
    public required string Metric { get; init; }

    /// <summary>Of <see cref="Baseline"/> and <see cref="Current"/>.</summary>
    public required string Unit { get; init; }

    public required MetricDirection Better { get; init; }

    /// <summary>The shown value; null where it could not be known.</summary>
    public required double? Baseline { get; init; }

    public required double? Current { get; init; }

    /// <summary>Whether the metric is among the gates of the request.</summary>
    public required bool IsGate { get; init; }

    /// <summary>Whether it is watched beside the gates: it alarms when a worsening is shown, and never keeps a comparison from passing otherwise.</summary>
    public bool IsGuard { get; init; }

    /// <summary>The levels that it is judged by, in percent (rates: percentage points).</summary>
    public required Threshold Threshold { get; init; }

    /// <summary>
    /// Plain change of the shown values in percent of the baseline, positive when the value rose. Of a rate (unit <c>ratio</c>):
    /// the difference in percentage points. Null when a value is unknown, or when the baseline is zero and the current value is not.
    /// </summary>
    public required double? ChangePercent { get; init; }

    /// <summary>How far the change goes at least, of a quantile that falls on timeouts on one side; null elsewhere.</summary>
    public ChangeBound? ChangeBound { get; init; }

    /// <summary>The estimated change with the interval that decides. Null where samples are missing or too small for an interval.</summary>
    public required EffectEstimate? Effect { get; init; }

    /// <summary>The same with the customary 95% interval of this metric alone, for tables.</summary>
    public required EffectEstimate? Effect95 { get; init; }

    /// <summary>The plain rule on the shown values; null when a value is unknown.</summary>
    public required ThresholdStatus? ThresholdStatus { get; init; }

    public required MetricStatus Status { get; init; }

    /// <summary>One clause that says why the status is what it is; null where the interval says it all.</summary>
    public required string? Reason { get; init; }

    /// <summary>What would settle an inconclusive gate; null for other statuses and where more iterations would not help.</summary>
    public required SampleSizeEstimate? SampleSizeEstimate { get; init; }

    /// <summary>Null where there are no samples, or the metric is no quantity of a single iteration (rates, totals, throughput).</summary>
    public required SampleDescription? BaselineSample { get; init; }

    public required SampleDescription? CurrentSample { get; init; }
}

/// <summary>
/// An estimated change of the metric from baseline to current, positive when the value rose. In percent of the baseline; of rates
/// in percentage points.
/// </summary>
/// <param name="Estimate">The likeliest change; may differ from the plain change of the shown values.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
/// <param name="Confidence">Of the interval, 0 to 1: .95 shared by the gates of a workload, another .95 by its guards.</param>
/// <param name="Method">A stable name, see <see cref="EffectMethod"/>.</param>
public sealed record EffectEstimate(double Estimate, double Lower, double Upper, double Confidence, string Method);

/// <summary>A change of which only one end is known, in percent of the baseline.</summary>
/// <param name="Lower">At least this much; null: no such end is known.</param>
/// <param name="Upper">At most this much; null: no such end is known.</param>
public sealed record ChangeBound(double? Lower, double? Upper);

/// <summary>The names of the ways to estimate a change.</summary>
public static class EffectMethod
{
    /// <summary>Hodges-Lehmann ratio, bounds by inverting the Mann-Whitney statistic.</summary>
    public const string HodgesLehmann = "hodges_lehmann";

    /// <summary>Hodges-Lehmann of the paired log differences, bounds from the signed-rank statistic.</summary>
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

/// <summary>How many more iterations would settle a gate if the estimated change is the true one.</summary>
/// <param name="MoreCurrentIterations">Beyond those that the current side has.</param>
/// <param name="MoreBaselineIterations">Beyond those that the baseline has; 0 when the current side alone suffices.</param>
/// <param name="Time">What all of them take at the pace of the current side; null where unknown.</param>
/// <param name="CostUsd">What all of them cost at the price of the current side; null where unknown.</param>
public sealed record SampleSizeEstimate(int MoreCurrentIterations, int MoreBaselineIterations, TimeSpan? Time, double? CostUsd);
