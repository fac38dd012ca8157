using MassTransit;
using Microsoft.Extensions.Logging;
using Persona.Bench.Contracts;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Tells the coordinator that an iteration has ended. It may be lost.</summary>
internal interface IFinishedNudge
{
    Task SendAsync(Guid runId, Guid itemId);
}

internal sealed partial class FinishedNudge(IBus bus, TimeProvider time, ILogger<FinishedNudge> logger) : IFinishedNudge
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task SendAsync(Guid runId, Guid itemId)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        try
        {
            await bus.Publish(new IterationFinishedV1 { RunId = runId, ItemId = itemId }, timeout.Token);
        }
        catch (Exception exception)
        {
            // The coordinator looks by itself every few seconds.
            Lost(exception, runId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A nudge about run {RunId} was lost")]
    private partial void Lost(Exception exception, Guid runId);
}
