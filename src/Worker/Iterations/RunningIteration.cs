using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>One iteration in flight, with the token that cancels its call.</summary>
internal sealed class RunningIteration(ClaimedItem item, IDisposable slot) : IDisposable
{
    private readonly CancellationTokenSource _call = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ClaimedItem Item => item;

    public CancellationToken CallToken => _call.Token;

    /// <summary>True once the call has ended, while its result is being recorded.</summary>
    public bool CallEnded { get; set; }

    /// <summary>Completes when the iteration is done, recording included.</summary>
    public Task Ended => _ended.Task;

    public void Cancel()
    {
        try
        {
            _call.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended in the meantime.
        }
    }

    /// <summary>Frees the slot for the next call.</summary>
    public void FreeSlot() => slot.Dispose();

    public void Dispose()
    {
        FreeSlot();
        _call.Dispose();
        _ended.SetResult();
    }
}
