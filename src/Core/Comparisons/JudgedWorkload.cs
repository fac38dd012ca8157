using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>A workload judged by itself, before the number of workloads is taken into account.</summary>
/// <param name="Metrics">Gates first.</param>
/// <param name="Gates">How many share the error rate.</param>
/// <param name="Guards">How many share the guards' own.</param>
internal sealed record JudgedWorkload(IReadOnlyList<JudgedMetric> Metrics, int Gates, int Guards)
{
    /// <summary>Everything but verdict and metrics.</summary>
    public required WorkloadComparison Frame { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool IsComparable { get; init; } = true;

    /// <summary>Some gate (guard) was decided by an interval.</summary>
    public bool IsTested(bool guards) => Of(guards).Any(metric => metric.WarningPValue < 1 || metric.Result.Effect is not null);

    /// <summary>Of "no gate (guard) got worse".</summary>
    public double WarningPValue(bool guards) => Math.Min(1, Family(guards) * Of(guards).Select(metric => metric.WarningPValue).DefaultIfEmpty(1).Min());

    /// <summary>Of "no gate (guard) got worse by more than its warning threshold", among those that are failures.</summary>
    public double FailurePValue(bool guards) => Math.Min(1, Family(guards) * Of(guards)
        .Where(metric => metric.Result.Status == MetricStatus.Failure).Select(metric => metric.FailurePValue).DefaultIfEmpty(1).Min());

    public WorkloadComparison Finished()
    {
        MetricComparison[] metrics = [.. Metrics.Select(metric => metric.Result)];
        return Frame with
        {
            Metrics = metrics,
            Verdict = !IsComparable ? Verdict.NotComparable
                // What the baseline does not have says nothing about the current version.
                : Frame.BaselineIterations is null ? Verdict.Pass
                : Severity.Combine(
                    metrics.Where(metric => metric.IsGate).Select(metric => metric.Status), metrics.Where(metric => metric.IsGuard).Select(metric => metric.Status)),
        };
    }

    /// <summary>The gates (guards) of one status that an interval gave, taken down to a milder one.</summary>
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
