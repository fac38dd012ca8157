using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Dispatch;

/// <summary>Keeps enough hints of a run under way: marks, commits, then sends; what cannot be sent is unmarked.</summary>
internal sealed partial class Dispatcher(IRunQueue queue, IBlockSender sender, IOptions<CoordinatorOptions> options, ILogger<Dispatcher> logger)
{
    public async Task DispatchAsync(Guid runId, CancellationToken cancellationToken)
    {
        var blocks = await queue.DispatchAsync(runId, options.Value.BlocksInFlight, cancellationToken);
        foreach (var block in blocks)
        {
            await SendAsync(runId, block, cancellationToken);
        }
    }

    private async Task SendAsync(Guid runId, DispatchedBlock block, CancellationToken cancellationToken)
    {
        var message = new IterationBlockV1
        {
            RunId = runId,
            Workload = block.Workload,
            Items = [.. block.Items.Select(item => new IterationHintV1 { ItemId = item.ItemId, Provider = item.Provider })],
        };
        try
        {
            await sender.SendAsync(message, block.Items[0].Provider, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            HintNotSent(exception, runId, block.Block);
            await queue.UndispatchAsync([.. block.Items.Select(item => item.ItemId)], cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Hint of block {Block} of run {RunId} was not sent; it will be sent again")]
    private partial void HintNotSent(Exception exception, Guid runId, int block);
}
