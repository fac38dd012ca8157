using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Iterations that warm connections, caches and the just-in-time compiler; the provider's limits hold for them too.</summary>
internal sealed class WarmUps(IterationExecutor executor, Slots slots)
{
    public async Task RunAsync(RunContext run, ClaimedItem item, CancellationToken callToken)
    {
        var count = run.Workload(item.Workload).WarmUps;
        for (var number = 0; number < count; number++)
        {
            await executor.WarmUpAsync(run, item, number, callToken);
            // The slot came with leave for one call.
            await slots.MayCallAsync(item.Provider, callToken);
        }
    }
}
