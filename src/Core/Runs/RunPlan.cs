using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Runs;

/// <summary>
/// Plans the iterations of a run. Workloads run one after the other. Within a workload, each iteration is a block with one item per
/// provider, shuffled by the run's seed, so that providers are measured in the same minutes and none always first.
/// </summary>
public static class RunPlan
{
    public static IReadOnlyList<PlannedItem> Create(RunSpec spec)
    {
        var items = new List<PlannedItem>(spec.Workloads.Sum(workload => workload.Workload.Iterations) * spec.Providers.Count);
        var block = 0;
        foreach (var workload in spec.Workloads.Select(entry => entry.Workload))
        {
            for (var iteration = 1; iteration <= workload.Iterations; iteration++, block++)
            {
                AddBlock(items, spec, workload.Name, iteration, block);
            }
        }

        return items;
    }

    private static void AddBlock(List<PlannedItem> items, RunSpec spec, string workload, int iteration, int block)
    {
        var order = spec.Providers.Select(provider => provider.Name).ToArray();
        SplitMix64.ForKeys(spec.Seed, block).Shuffle<string>(order);
        for (var position = 0; position < order.Length; position++)
        {
            items.Add(new PlannedItem(workload, order[position], iteration, block, position));
        }
    }
}
