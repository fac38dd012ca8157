using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>
/// Finds by looking what messages would say: the store's marks are the truth, a message but a hint of them. For the few workers of
/// one machine; many on a network would ask the database more than it has to do otherwise.
/// </summary>
internal sealed partial class StoreHints(
    Guid runId, IWorkQueue queue, BlockIntake intake, IOptions<WorkerOptions> options, TimeProvider time, ILogger<StoreHints> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, Task> _waiting = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await PollAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                PollFailed(exception);
                pause = PauseAfterFault;
            }

            await Task.Delay(pause, time, stoppingToken);
        }
    }

    /// <summary>As many wait for a slot as there are slots, like messages that were fetched ahead.</summary>
    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var free = options.Value.Slots - _waiting.Count;
        if (free <= 0)
        {
            return;
        }

        // More than are needed, in any order: the neighbours look at the same rows.
        var found = await queue.MarkedAsync(runId, [.. options.Value.Providers.Keys], 8 * options.Value.Slots, cancellationToken);
        var fresh = found.Where(hint => !_waiting.ContainsKey(hint.ItemId)).ToArray();
        Random.Shared.Shuffle(fresh);
        foreach (var hint in fresh.Take(free))
        {
            _waiting[hint.ItemId] = TakeAsync(hint, cancellationToken);
        }
    }

    private async Task TakeAsync(MarkedItem hint, CancellationToken cancellationToken)
    {
        // Not before it is noted as waiting.
        await Task.Yield();
        try
        {
            var items = new[] { new IterationHintV1 { ItemId = hint.ItemId, Provider = hint.Provider } };
            await intake.TakeAsync(new IterationBlockV1 { RunId = hint.RunId, Workload = hint.Workload, Items = items }, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            PollFailed(exception);
        }
        finally
        {
            _waiting.TryRemove(hint.ItemId, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store could not be looked into for work; the next look tries again")]
    private partial void PollFailed(Exception exception);
}
