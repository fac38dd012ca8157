using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Dispatch;

/// <summary>Keeps enough hints of a run in flight: marks, commits, then sends; items whose hint cannot be sent are unmarked.</summary>
internal sealed partial class Dispatcher(IRunQueue queue, IBlockSender sender, IOptions<CoordinatorOptions> options, ILogger<Dispatcher> logger)
{
    /// <param name="runId">The run.</param>
    /// <param name="workers">Workers that take work.</param>
    /// <param name="repeated">Lost items to dispatch again, without waiting until hints are due.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task DispatchAsync(Guid runId, IReadOnlyList<LiveWorker> workers, int repeated, CancellationToken cancellationToken)
    {
        string[] providers = [.. workers.SelectMany(worker => worker.Providers).Distinct()];
        if (providers.Length == 0)
        {
            return;
        }

        var blocks = await queue.DispatchAsync(runId, InFlight(workers), repeated, providers, cancellationToken);
        // All concurrently: the broker confirms a message when it is on its disk, and many together as quickly as one.
        await Task.WhenAll(
            from block in blocks
            from hint in HintRouting.Route(block.Items, workers)
            select SendAsync(runId, block, hint, cancellationToken));
    }

    /// <summary>Most blocks in flight: just enough that no slot waits for the coordinator's next poll.</summary>
    private static int InFlight(IReadOnlyList<LiveWorker> workers) => workers.Sum(worker => worker.Slots + HintsAhead.For(worker.Slots)) + 10;

    private async Task SendAsync(Guid runId, DispatchedBlock block, Hint hint, CancellationToken cancellationToken)
    {
        var message = new IterationBlockV1
        {
            RunId = runId,
            Workload = block.Workload,
            Items = [.. hint.Items.Select(item => new IterationHintV1 { ItemId = item.ItemId, Provider = item.Provider })],
        };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Value.SendTimeout);
        try
        {
            // After a broker restart the client library may wait for a confirmation that never comes, ignoring its token.
            await sender.SendAsync(message, hint.Provider, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            HintNotSent(exception, runId, block.Block);
            await queue.UndispatchAsync([.. hint.Items.Select(item => item.ItemId)], cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A hint for block {Block} of run {RunId} could not be sent; it will be retried")]
    private partial void HintNotSent(Exception exception, Guid runId, int block);
}
