using System.Collections.Concurrent;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>The iterations under way, detached from the messages that announced them.</summary>
internal sealed class RunningIterations(IterationRunner runner)
{
    private readonly ConcurrentDictionary<(Guid ItemId, int Attempt), RunningIteration> _running = new();

    public IReadOnlyCollection<RunningIteration> All => [.. _running.Values];

    /// <summary>Starts a claimed item; the slot is given back when its call has ended and the result is on the disk. An earlier attempt at it may still be ending here.</summary>
    public void Start(RunContext run, ClaimedItem item, IDisposable slot)
    {
        var iteration = new RunningIteration(item, slot);
        _running[(item.ItemId, item.Attempt)] = iteration;
        _ = RunAsync(run, iteration);
    }

    /// <summary>Waits until nothing is under way.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (!_running.IsEmpty)
        {
            await Task.WhenAll(_running.Values.Select(iteration => iteration.Ended)).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends the calls under way; their items are given back.</summary>
    public void CancelAll()
    {
        foreach (var iteration in _running.Values)
        {
            iteration.Cancel();
        }
    }

    private async Task RunAsync(RunContext run, RunningIteration iteration)
    {
        // On the thread of the claim until the request is sent: a call that is handed to another thread begins half a millisecond later.
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
