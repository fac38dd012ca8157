using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>What a reader must see about how something was compared.</summary>
internal static class ComparisonNotes
{
    /// <param name="baseline">One side.</param>
    /// <param name="current">The other.</param>
    /// <param name="compared">How many workloads both have.</param>
    public static IEnumerable<string> OfSelf(Baseline baseline, Baseline current, int compared)
    {
        var same = SameMeasurements.Workloads(baseline, current);
        return same.Count == 0 ? []
            : same.Count < compared ? [$"{string.Join(", ", same)}: both sides are the same measurements, which are compared with themselves"]
            : ["compared with itself: both sides are the same measurements, so nothing can have changed"];
    }

    public static IEnumerable<string> For(ComparisonRequest request, ComparabilityLevel comparability, IReadOnlyList<WorkloadComparison> workloads)
    {
        if (comparability == ComparabilityLevel.DifferentEnvironmentAllowed)
        {
            yield return "the environments differ and were compared all the same: a difference may be the machine's";
        }

        if (request.Rule == DecisionRule.Threshold)
        {
            yield return "decided by the shown values alone: a third of the comparisons of a version with itself may cross a threshold";
        }
        else if (workloads.Any(workload => workload.PointValuesOnly))
        {
            yield return "point values only: the shown values alone decide where a side has no samples";
        }

        if (request.Outliers == OutlierPolicy.Drop)
        {
            yield return $"{Dropped(workloads)} outliers were left out of the intervals of the gates";
        }

        if (workloads.Any(workload => workload.Metrics.Any(metric => metric.CurrentSample?.Censored > 0 || metric.BaselineSample?.Censored > 0)))
        {
            yield return "iterations that timed out count as at least that long";
        }
    }

    /// <summary>Quantiles of one quantity share their samples.</summary>
    private static int Dropped(IReadOnlyList<WorkloadComparison> workloads) => workloads.SelectMany(workload => workload.Metrics)
        .Where(metric => metric.IsGate)
        .SelectMany(metric => new[] { metric.BaselineSample, metric.CurrentSample }).OfType<SampleDescription>()
        .Distinct(ReferenceEqualityComparer.Instance).Cast<SampleDescription>().Sum(sample => sample.Outliers);
}
