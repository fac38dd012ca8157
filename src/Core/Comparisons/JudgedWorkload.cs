using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>A workload judged alone, before the correction for the number of workloads.</summary>
/// <param name="Metrics">Gates first.</param>
/// <param name="Gates">Number of gates that share the error rate.</param>
/// <param name="Guards">Number of guards that share the guards' error rate.</param>
internal sealed record JudgedWorkload(IReadOnlyList<JudgedMetric> Metrics, int Gates, int Guards)
{
    /// <summary>Everything except verdict and metrics.</summary>
    public required WorkloadComparison Frame { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool IsComparable { get; init; } = true;

    /// <summary>Whether an interval decided at least one gate (guard).</summary>
    public bool IsTested(bool guards) => Of(guards).Any(metric => metric.WarningPValue < 1 || metric.Result.Effect is not null);

    /// <summary>P-value of "no gate (guard) got worse".</summary>
    public double WarningPValue(bool guards) => Math.Min(1, Family(guards) * Of(guards).Select(metric => metric.WarningPValue).DefaultIfEmpty(1).Min());

    /// <summary>P-value of "no gate (guard) got worse by more than its warning threshold", among those that failed.</summary>
    public double FailurePValue(bool guards) => Math.Min(1, Family(guards) * Of(guards)
        .Where(metric => metric.Result.Status == MetricStatus.Failure).Select(metric => metric.FailurePValue).DefaultIfEmpty(1).Min());

    public WorkloadComparison Finished()
    {
        MetricComparison[] metrics = [.. Metrics.Select(metric => metric.Result)];
        return Frame with
        {
            Metrics = metrics,
            Verdict = !IsComparable ? Verdict.NotComparable
                // A workload that the baseline lacks says nothing about the current version.
                : Frame.BaselineIterations is null ? Verdict.Pass
                : Severity.Combine(
                    metrics.Where(metric => metric.IsGate).Select(metric => metric.Status), metrics.Where(metric => metric.IsGuard).Select(metric => metric.Status)),
        };
    }

    /// <summary>Lowers the gates (guards) to which an interval gave one status to a milder one.</summary>
    public JudgedWorkload Softened(bool guards, MetricStatus from, MetricStatus to, string reason) => this with
    {
        Metrics =
        [
            .. Metrics.Select(metric => Is(metric, guards) && metric.WarningPValue < 1 && metric.Result.Status == from
                ? metric with { Result = metric.Result with { Status = to, Reason = reason } }
                : metric),
        ],
    };

    private int Family(bool guards) => guards ? Guards : Gates;

    private IEnumerable<JudgedMetric> Of(bool guards) => Metrics.Where(metric => Is(metric, guards));

    private static bool Is(JudgedMetric metric, bool guards) => guards ? metric.Result.IsGuard : metric.Result.IsGate;
}
