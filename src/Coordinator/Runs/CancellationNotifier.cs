using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Notifies workers that a run was ended from outside, so that they need not wait for their next renewal. May be lost.</summary>
internal interface ICancellationNotifier
{
    Task SendAsync(Guid runId, CancellationToken cancellationToken);
}

internal sealed partial class CancellationNotifier(IBus bus, IOptions<CoordinatorOptions> options, ILogger<CancellationNotifier> logger) : ICancellationNotifier
{
    public async Task SendAsync(Guid runId, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Value.SendTimeout);
        try
        {
            await bus.Publish(new RunCancelledV1 { RunId = runId }, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Lost(exception, runId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A notification that run {RunId} was cancelled was lost; workers learn it when they renew")]
    private partial void Lost(Exception exception, Guid runId);
}
