using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Coordinator.Dispatch;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Drives runs: keeps hints under way, repeats what was lost, completes what has no open item.</summary>
internal sealed partial class RunCoordinator(
    IRunQueue queue,
    Dispatcher dispatcher,
    RunCompletion completion,
    DrivenRuns driven,
    Nudges nudges,
    IOptions<CoordinatorOptions> options,
    TimeProvider time,
    ILogger<RunCoordinator> logger) : BackgroundService
{
    private long _reconciledAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _reconciledAt = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await nudges.WaitAsync(options.Value.ReconcileInterval, time, stoppingToken);
            await Task.Delay(options.Value.NudgePause, time, stoppingToken);
            var reconcile = time.GetElapsedTime(_reconciledAt) >= options.Value.ReconcileInterval;
            if (reconcile)
            {
                _reconciledAt = time.GetTimestamp();
            }

            foreach (var runId in driven.All)
            {
                await DriveAsync(runId, reconcile, stoppingToken);
            }
        }
    }

    private async Task DriveAsync(Guid runId, bool reconcile, CancellationToken cancellationToken)
    {
        try
        {
            if (reconcile && await queue.ReconcileAsync(runId, options.Value.HintStaleAfter, cancellationToken) is { IsNothing: false } found)
            {
                Reconciled(runId, found.Repeated, found.GivenUp, found.HintsForgotten);
            }

            await dispatcher.DispatchAsync(runId, cancellationToken);
            if (await completion.TryCompleteAsync(runId, cancellationToken))
            {
                driven.Remove(runId);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The store may be away for a while; the next look does what this one could not.
            LookFailed(exception, runId);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: {Repeated} items repeated, {GivenUp} given up, {HintsForgotten} hints to send again")]
    private partial void Reconciled(Guid runId, int repeated, int givenUp, int hintsForgotten);

    [LoggerMessage(Level = LogLevel.Error, Message = "A look at run {RunId} failed; it is repeated")]
    private partial void LookFailed(Exception exception, Guid runId);
}
