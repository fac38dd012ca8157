using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparisons;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>A series that the current side needs, because a baseline has it.</summary>
/// <param name="Workload">The name without provider.</param>
/// <param name="Provider">Null: the baseline does not say.</param>
/// <param name="Concurrency">As in the baseline; null if it does not say.</param>
internal sealed record WantedSeries(string Workload, string? Provider, int? Concurrency)
{
    /// <exception cref="UsageException">A workload was asked for that no baseline has.</exception>
    public static IReadOnlyList<WantedSeries> From(IReadOnlyList<NamedBaseline> baselines, IReadOnlyList<string> workloads)
    {
        WantedSeries[] all = [.. baselines.SelectMany(baseline => baseline.Baseline.Workloads).Select(From)];
        foreach (var name in workloads)
        {
            if (Array.TrueForAll(all, series => series.Workload != name))
            {
                throw new UsageException($"workload '{name}' is in no baseline; they have {string.Join(", ", all.Select(series => series.Workload).Distinct())}");
            }
        }

        return [.. all.Where(series => workloads.Count == 0 || workloads.Contains(series.Workload)).DistinctBy(series => (series.Workload, series.Provider))];
    }

    public override string ToString() => Provider is null ? Workload : $"{Workload} on {Provider}";

    private static WantedSeries From(KeyValuePair<string, BaselineWorkload> entry)
    {
        var (workload, provider) = BaselineKey.Parse(entry.Key);
        return new WantedSeries(workload, provider ?? entry.Value.Provider, entry.Value.Concurrency);
    }
}
