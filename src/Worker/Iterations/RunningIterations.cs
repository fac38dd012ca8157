using System.Collections.Concurrent;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>The iterations in flight, detached from the messages that delivered them.</summary>
internal sealed class RunningIterations(IterationRunner runner)
{
    private readonly ConcurrentDictionary<(Guid ItemId, int Attempt), RunningIteration> _running = new();

    public IReadOnlyCollection<RunningIteration> All => [.. _running.Values];

    /// <summary>Starts a claimed item. Its slot is freed when the result is on disk. An earlier attempt at the item may still be ending.</summary>
    public void Start(RunContext run, ClaimedItem item, IDisposable slot)
    {
        var iteration = new RunningIteration(item, slot);
        _running[(item.ItemId, item.Attempt)] = iteration;
        _ = RunAsync(run, iteration);
    }

    /// <summary>Waits until nothing is in flight.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (!_running.IsEmpty)
        {
            await Task.WhenAll(_running.Values.Select(iteration => iteration.Ended)).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Cancels the calls in flight; their items are released.</summary>
    public void CancelAll()
    {
        foreach (var iteration in _running.Values)
        {
            iteration.Cancel();
        }
    }

    private async Task RunAsync(RunContext run, RunningIteration iteration)
    {
        // Stays on the claiming thread until the request is sent: handing the call to another thread delays it by half a millisecond.
        try
        {
            await runner.RunAsync(run, iteration);
        }
        finally
        {
            _running.TryRemove((iteration.Item.ItemId, iteration.Item.Attempt), out _);
            iteration.Dispose();
        }
    }
}
