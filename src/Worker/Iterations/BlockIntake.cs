using Persona.Bench.Contracts;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Claims the items of a block one by one, as slots become free, and starts them.</summary>
internal sealed class BlockIntake(RunContexts runs, Slots slots, ItemClaims claims, RunningIterations running, Refusals refusals, IWorkQueue queue)
    : IDisposable
{
    private readonly CancellationTokenSource _closed = new();

    public async Task TakeAsync(IterationBlockV1 block, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        var hints = new Queue<IterationHintV1>(block.Items);
        try
        {
            var run = await runs.GetAsync(block.RunId, either.Token);
            while (hints.TryPeek(out var hint))
            {
                await TakeOrRefuseAsync(run, block, hint, either.Token);
                hints.Dequeue();
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            await queue.ReturnHintsAsync([.. hints.Select(hint => hint.ItemId)], cancellationToken);
        }
    }

    private async Task TakeOrRefuseAsync(RunContext run, IterationBlockV1 block, IterationHintV1 hint, CancellationToken cancellationToken)
    {
        var part = new SeriesKey(block.RunId, block.Workload, hint.Provider);
        if (await run.ProblemAsync(part.Workload, part.Provider, cancellationToken) is { } problem)
        {
            await refusals.RefuseAsync(part, hint, problem, cancellationToken);
            return;
        }

        await refusals.WithdrawAsync(part, cancellationToken);
        await TakeAsync(run, block.Workload, hint, cancellationToken);
    }

    /// <summary>Stops claiming; hints still waiting for a slot are returned.</summary>
    public void Close() => _closed.Cancel();

    public void Dispose() => _closed.Dispose();

    private async Task TakeAsync(RunContext run, string workload, IterationHintV1 hint, CancellationToken cancellationToken)
    {
        var slot = await slots.AcquireAsync(run, workload, hint.Provider, cancellationToken);
        try
        {
            if (await claims.ClaimAsync(hint, cancellationToken) is { } item)
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
