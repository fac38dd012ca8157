using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Drives runs: keeps hints under way, repeats what was lost, completes what has no open item.</summary>
internal sealed partial class RunCoordinator(
    RunLook look, RunDrive drive, DrivenRuns driven, Nudges nudges, IOptions<CoordinatorOptions> options, TimeProvider time, ILogger<RunCoordinator> logger)
    : BackgroundService
{
    private readonly ReconcileClock _reconcile = new(options.Value, time);
    private long? _lookedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await nudges.WaitAsync(options.Value.LookInterval, time, stoppingToken);
            await Task.Delay(options.Value.NudgePause, time, stoppingToken);
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!await TryRefreshAsync(cancellationToken))
        {
            return;
        }

        var reconcile = _reconcile.IsDue();
        foreach (var run in look.Runs)
        {
            await StepAsync(run, reconcile, cancellationToken);
        }
    }

    /// <summary>At its time, or when a run came in that nobody can work on as far as is known.</summary>
    private async Task<bool> TryRefreshAsync(CancellationToken cancellationToken)
    {
        if (_lookedAt is { } then && time.GetElapsedTime(then) < options.Value.LookInterval && look.Workers.Count > 0)
        {
            return true;
        }

        try
        {
            await look.RefreshAsync(cancellationToken);
            _lookedAt = time.GetTimestamp();
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _reconcile.StoreWasAway();
            StoreAway(exception);
            return false;
        }
    }

    private async Task StepAsync(OpenRun run, bool reconcile, CancellationToken cancellationToken)
    {
        try
        {
            if (await drive.StepAsync(run, look.Workers, reconcile, cancellationToken))
            {
                driven.Remove(run.RunId);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The store may be away for a while; the next look does what this one could not.
            _reconcile.StoreWasAway();
            StepFailed(exception, run.RunId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store could not be read; the next look tries again")]
    private partial void StoreAway(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A look at run {RunId} failed; it is repeated")]
    private partial void StepFailed(Exception exception, Guid runId);
}
