using Microsoft.Extensions.Logging;
using Persona.Bench.Contracts;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Tells the coordinator that iterations have ended. It may be lost.</summary>
internal interface IFinishedNotifier
{
    void Send(Guid runId, Guid itemId);
}

/// <summary>One nudge is on its way at a time; those that come meanwhile are one, because the coordinator looks at all that has ended.</summary>
internal sealed partial class FinishedNotifier(
    Func<IterationFinishedV1, CancellationToken, Task> publish, TimeProvider time, ILogger<FinishedNotifier> logger) : IFinishedNotifier
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private IterationFinishedV1? _next;
    private bool _sending;

    public void Send(Guid runId, Guid itemId)
    {
        lock (_lock)
        {
            _next = new IterationFinishedV1 { RunId = runId, ItemId = itemId };
            if (_sending)
            {
                return;
            }

            _sending = true;
        }

        _ = SendAllAsync();
    }

    private async Task SendAllAsync()
    {
        while (TakeNext() is { } nudge)
        {
            await SendAsync(nudge);
        }
    }

    private IterationFinishedV1? TakeNext()
    {
        lock (_lock)
        {
            var next = _next;
            _next = null;
            _sending = next is not null;
            return next;
        }
    }

    private async Task SendAsync(IterationFinishedV1 nudge)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        try
        {
            await publish(nudge, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            // The coordinator looks by itself every few seconds.
            Lost(exception, nudge.RunId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A nudge about run {RunId} was lost")]
    private partial void Lost(Exception exception, Guid runId);
}
