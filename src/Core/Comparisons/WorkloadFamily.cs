using Persona.Bench.Core.Statistics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>
/// Corrects for multiple tests: with several workloads a failure must hold under Holm's procedure, a warning under Benjamini and
/// Hochberg's. With one workload neither changes anything. Guards are a family of their own.
/// </summary>
internal static class WorkloadFamily
{
    public static IReadOnlyList<JudgedWorkload> Adjusted(IReadOnlyList<JudgedWorkload> workloads) =>
        Adjusted(Adjusted(workloads, guards: false), guards: true);

    private static IReadOnlyList<JudgedWorkload> Adjusted(IReadOnlyList<JudgedWorkload> workloads, bool guards)
    {
        var tested = workloads.Where(workload => workload.IsTested(guards)).ToArray();
        if (tested.Length < 2)
        {
            return workloads;
        }

        var failures = MultipleTests.Holm([.. tested.Select(workload => workload.FailurePValue(guards))], WorkloadJudge.ErrorRate);
        var warnings = MultipleTests.BenjaminiHochberg([.. tested.Select(workload => workload.WarningPValue(guards))], WorkloadJudge.ErrorRate);
        return
        [
            .. workloads.Select(workload => Array.IndexOf(tested, workload) is >= 0 and var index
                ? Adjusted(workload, guards, failures[index], warnings[index], tested.Length)
                : workload),
        ];
    }

    private static JudgedWorkload Adjusted(JudgedWorkload workload, bool guards, bool isFailure, bool isWarning, int family)
    {
        var softer = isFailure
            ? workload
            : workload.Softened(guards, MetricStatus.Failure, MetricStatus.Warning, $"above the warning threshold, but not clearly so among {family} workloads (Holm)");
        return isFailure || isWarning
            ? softer
            : softer.Softened(guards, MetricStatus.Warning, guards ? MetricStatus.Pass : MetricStatus.Inconclusive, $"worse, but among {family} workloads it may be chance (Benjamini-Hochberg)");
    }
}
