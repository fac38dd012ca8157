using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>
/// Polls the store for the work that messages would deliver: the store's marks are the truth, and a message only a hint of them.
/// Meant for the few workers of one machine; with many on a network, polling would be most of the database's load.
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

    /// <summary>Keeps as many items waiting for a slot as there are slots, like prefetched messages.</summary>
    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var free = options.Value.Slots - _waiting.Count;
        if (free <= 0)
        {
            return;
        }

        // Fetches more than needed and shuffles: other workers poll the same rows.
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
        // The caller must note it as waiting first.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store could not be polled for work; retrying")]
    private partial void PollFailed(Exception exception);
}
