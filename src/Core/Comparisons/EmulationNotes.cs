namespace Persona.Bench.Core.Comparisons;

/// <summary>Notices about which side of a comparison was emulated: its latencies are not a real model's.</summary>
internal static class EmulationNotes
{
    public static IEnumerable<string> For(IReadOnlyList<WorkloadComparison> workloads)
    {
        var kinds = workloads.GroupBy(workload => Sentence(
            workload.BaselineConditions?.IsEmulated == true, workload.CurrentConditions?.IsEmulated == true)).ToArray();
        return kinds.Where(kind => kind.Key is not null)
            .Select(kind => kinds.Length == 1 ? kind.Key! : $"{string.Join(", ", kind.Select(Name))}: {kind.Key}");
    }

    private static string? Sentence(bool isBaseline, bool isCurrent) => (isBaseline, isCurrent) switch
    {
        (true, true) => "both sides were measured on the emulated provider: latencies are invented, not a real model's",
        (true, false) => "the baseline was measured on the emulated provider: its latencies are invented, not a real model's",
        (false, true) => "the current side was measured on the emulated provider: its latencies are invented, not a real model's",
        _ => null,
    };

    private static string Name(WorkloadComparison workload) =>
        workload.Provider is { } provider ? $"{workload.Workload} on {provider}" : workload.Workload;
}
