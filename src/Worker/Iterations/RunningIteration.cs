using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>One iteration under way, with the token that ends its call.</summary>
internal sealed class RunningIteration(ClaimedItem item, IDisposable slot) : IDisposable
{
    private readonly CancellationTokenSource _call = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ClaimedItem Item => item;

    public CancellationToken CallToken => _call.Token;

    /// <summary>True from the end of the call on, while its result is recorded.</summary>
    public bool CallEnded { get; set; }

    /// <summary>Completes when nothing of it is under way any more.</summary>
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

    /// <summary>Lets the next call begin.</summary>
    public void FreeSlot() => slot.Dispose();

    public void Dispose()
    {
        FreeSlot();
        _call.Dispose();
        _ended.SetResult();
    }
}
