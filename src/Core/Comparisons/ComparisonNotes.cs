using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>Notices that a reader must see about a comparison.</summary>
internal static class ComparisonNotes
{
    /// <param name="baseline">One side.</param>
    /// <param name="current">The other.</param>
    /// <param name="compared">Number of workloads that both have.</param>
    public static IEnumerable<string> OfSelf(Baseline baseline, Baseline current, int compared)
    {
        var same = SameMeasurements.Workloads(baseline, current);
        return same.Count == 0 ? []
            : same.Count < compared ? [$"{string.Join(", ", same)}: both sides are the same measurements, compared with themselves"]
            : ["compared with itself: both sides are the same measurements, so nothing can have changed"];
    }

    public static IEnumerable<string> For(ComparisonRequest request, ComparabilityLevel comparability, IReadOnlyList<WorkloadComparison> workloads)
    {
        if (comparability == ComparabilityLevel.DifferentEnvironmentAllowed)
        {
            yield return "the environments differ but were compared anyway: a change may come from the machine";
        }

        if (request.Rule == DecisionRule.Threshold)
        {
            yield return "decided by the shown values alone: comparing a version with itself may cross a threshold in one of three cases";
        }
        else if (workloads.Any(workload => workload.PointValuesOnly))
        {
            yield return "point values only: the shown values alone decide where a side has no samples";
        }

        if (request.Outliers == OutlierPolicy.Drop)
        {
            yield return $"outliers left out of the gates' intervals: {Dropped(workloads)}";
        }

        if (workloads.Any(workload => workload.Metrics.Any(metric => metric.CurrentSample?.Censored > 0 || metric.BaselineSample?.Censored > 0)))
        {
            yield return "iterations that timed out count as at least as long as their timeout";
        }
    }

    /// <summary>Quantiles of one quantity share their samples, which count once.</summary>
    private static int Dropped(IReadOnlyList<WorkloadComparison> workloads) => workloads.SelectMany(workload => workload.Metrics)
        .Where(metric => metric.IsGate)
        .SelectMany(metric => new[] { metric.BaselineSample, metric.CurrentSample }).OfType<SampleDescription>()
        .Distinct(ReferenceEqualityComparer.Instance).Cast<SampleDescription>().Sum(sample => sample.Outliers);
}
