using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Claims the items of a block one by one, each when a slot is free for it, and starts them.</summary>
internal sealed class BlockIntake(IWorkQueue queue, RunContexts runs, Slots slots, RunningIterations running, IOptions<WorkerOptions> options)
{
    public async Task TakeAsync(IterationBlockV1 block, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(block.RunId, cancellationToken);
        foreach (var hint in block.Items.Where(hint => options.Value.Providers.ContainsKey(hint.Provider)))
        {
            await TakeAsync(run, block.Workload, hint, cancellationToken);
        }
    }

    private async Task TakeAsync(RunContext run, string workload, IterationHintV1 hint, CancellationToken cancellationToken)
    {
        var slot = await slots.AcquireAsync(run, workload, hint.Provider, cancellationToken);
        try
        {
            var item = await queue.ClaimAsync(hint.ItemId, options.Value.WorkerId, options.Value.Lease, cancellationToken);
            if (item is not null)
            {
                running.Start(run, item, slot);
                slot = null;
            }
        }
        finally
        {
            slot?.Dispose();
        }
    }
}
