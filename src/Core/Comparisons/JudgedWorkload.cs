using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>A workload judged by itself, before the number of workloads is taken into account.</summary>
/// <param name="Metrics">Gates first.</param>
/// <param name="Gates">How many share the error rate.</param>
internal sealed record JudgedWorkload(IReadOnlyList<JudgedMetric> Metrics, int Gates)
{
    /// <summary>Everything but verdict and metrics.</summary>
    public required WorkloadComparison Frame { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool IsComparable { get; init; } = true;

    /// <summary>Some gate was decided by an interval.</summary>
    public bool IsTested => Metrics.Any(metric => metric.WarningPValue < 1 || metric.Result is { IsGate: true, Effect: not null });

    /// <summary>Of "no gate got worse".</summary>
    public double WarningPValue => Math.Min(1, Gates * Metrics.Min(metric => metric.WarningPValue));

    /// <summary>Of "no gate got worse by more than its warning threshold", among those that are failures.</summary>
    public double FailurePValue => Math.Min(1, Gates * Metrics
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
                : Severity.Of([.. metrics.Where(metric => metric.IsGate).Select(metric => metric.Status)]),
        };
    }

    /// <summary>The gates of one status, taken down to a milder one.</summary>
    public JudgedWorkload Softened(MetricStatus from, MetricStatus to, string reason) => this with
    {
        Metrics =
        [
            .. Metrics.Select(metric => metric.Result is { IsGate: true, Effect: not null } result && result.Status == from
                ? metric with { Result = result with { Status = to, Reason = reason } }
                : metric),
        ],
    };
}
