using Microsoft.Extensions.Logging;
using Persona.Bench.Contracts;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Notifies the coordinator that iterations have ended. Best effort: a notification may be lost.</summary>
internal interface IFinishedNotifier
{
    void Send(Guid runId);
}

/// <summary>Sends one notification at a time and coalesces those that arrive meanwhile: the coordinator reads everything that has ended.</summary>
internal sealed partial class FinishedNotifier(
    Func<IterationFinishedV1, CancellationToken, Task> publish, TimeProvider time, ILogger<FinishedNotifier> logger) : IFinishedNotifier
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private IterationFinishedV1? _next;
    private bool _sending;

    public void Send(Guid runId)
    {
        lock (_lock)
        {
            _next = new IterationFinishedV1 { RunId = runId };
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
        while (TakeNext() is { } notification)
        {
            await SendAsync(notification);
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

    private async Task SendAsync(IterationFinishedV1 notification)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        try
        {
            await publish(notification, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            // The coordinator polls every few seconds anyway.
            Lost(exception, notification.RunId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A notification about run {RunId} was lost")]
    private partial void Lost(Exception exception, Guid runId);
}
