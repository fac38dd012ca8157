using Persona.Bench.Core.Baselines;

namespace Persona.Bench.Core.Comparisons;

/// <summary>One workload on one provider, on the sides that have it.</summary>
internal sealed record WorkloadMatch(string Workload, string? Provider, BaselineWorkload? Baseline, BaselineWorkload? Current);

/// <summary>Matches the same workload on the same provider. A file that names no provider matches the only candidate.</summary>
internal static class WorkloadMatching
{
    public static IReadOnlyList<WorkloadMatch> Match(Baseline baseline, Baseline current, IReadOnlyCollection<string>? workloads)
    {
        var open = Entries(current, workloads);
        var matches = new List<WorkloadMatch>();
        foreach (var entry in Entries(baseline, workloads))
        {
            var partner = Partner(entry, open);
            if (partner is not null)
            {
                open.Remove(partner);
            }

            matches.Add(new WorkloadMatch(entry.Workload, partner?.Provider ?? entry.Provider, entry.Content, partner?.Content));
        }

        return [.. matches, .. open.Select(entry => new WorkloadMatch(entry.Workload, entry.Provider, null, entry.Content))];
    }

    private static Entry? Partner(Entry entry, List<Entry> candidates)
    {
        var sameWork = candidates.Where(candidate => candidate.Workload == entry.Workload).ToArray();
        return Array.Find(sameWork, candidate => candidate.Provider == entry.Provider)
            ?? (sameWork is [var only] && (entry.Provider is null || only.Provider is null) ? only : null);
    }

    private static List<Entry> Entries(Baseline baseline, IReadOnlyCollection<string>? workloads) =>
        [.. baseline.Workloads.Select(EntryOf).Where(entry => workloads?.Contains(entry.Workload) != false)];

    private static Entry EntryOf(KeyValuePair<string, BaselineWorkload> entry)
    {
        var (workload, provider) = BaselineKey.Parse(entry.Key);
        return new Entry(workload, provider ?? entry.Value.Provider, entry.Value);
    }

    private sealed record Entry(string Workload, string? Provider, BaselineWorkload Content);
}
