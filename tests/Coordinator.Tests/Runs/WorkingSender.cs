using System.Collections.Concurrent;
using Persona.Bench.Contracts;
using Persona.Bench.Coordinator.Dispatch;
using Persona.Bench.Coordinator.Runs;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Coordinator.Tests.Runs;

/// <summary>Does the work of each hint immediately, as a worker would: claims and records every item it can get.</summary>
internal sealed class WorkingSender(TestStore store, WakeUpSignal wakeUp) : IBlockSender
{
    public ConcurrentQueue<IterationBlockV1> Sent { get; } = new();

    /// <summary>Called with the number of each hint, from 1, before its work is done.</summary>
    public Func<int, Task> Before { get; init; } = _ => Task.CompletedTask;

    public async Task SendAsync(IterationBlockV1 block, string provider, CancellationToken cancellationToken)
    {
        Sent.Enqueue(block);
        await Before(Sent.Count);
        foreach (var hint in block.Items)
        {
            if (await store.TryClaimAsync(hint.ItemId, "w1", TestStore.Lease) is { } claimed)
            {
                await store.Work.RecordAsync([TestStore.ResultOf(claimed)], cancellationToken);
            }
        }

        wakeUp.Raise();
    }
}
