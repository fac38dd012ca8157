using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Advances runs: keeps hints in flight, repeats lost items, completes runs without open items.</summary>
internal sealed partial class RunCoordinator(
    RunPoller poller, RunDrive drive, OwnedRuns owned, WakeUpSignal wakeUp, IOptions<CoordinatorOptions> options, TimeProvider time, ILogger<RunCoordinator> logger)
    : BackgroundService
{
    private readonly ReconcileClock _reconcile = new(options.Value, time);

    /// <summary>Why a run's last step failed. Each reason is logged once, and a run that keeps failing must not hold up the others.</summary>
    private readonly Dictionary<Guid, string> _failing = [];
    private string? _refusal;
    private long? _lookedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await wakeUp.WaitAsync(options.Value.PollInterval, time, stoppingToken);
            await Task.Delay(options.Value.WakeUpDebounce, time, stoppingToken);
            await PollAsync(stoppingToken);
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        if (!await TryRefreshAsync(cancellationToken))
        {
            return;
        }

        foreach (var run in poller.Untaken)
        {
            await TryAsync(run, () => poller.TakeOverAsync(run, cancellationToken), cancellationToken);
        }

        var reconcile = _reconcile.IsDue();
        foreach (var run in poller.Runs)
        {
            await TryAsync(run, () => StepAsync(run, reconcile, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Refreshes when the poll is due, or when no live worker is known.</summary>
    private async Task<bool> TryRefreshAsync(CancellationToken cancellationToken)
    {
        if (_lookedAt is { } then && time.GetElapsedTime(then) < options.Value.PollInterval && poller.Workers.Count > 0)
        {
            return true;
        }

        try
        {
            await poller.RefreshAsync(cancellationToken);
            _lookedAt = time.GetTimestamp();
            _refusal = null;
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _reconcile.StoreWasAway();
            SayUnread(exception);
            return false;
        }
    }

    private void SayUnread(Exception exception)
    {
        if (exception is not DbException fault || !StoreFaults.IsRefusal(exception))
        {
            StoreAway(exception);
            return;
        }

        var refusal = StoreException.From(fault).Message;
        if (refusal != _refusal)
        {
            StoreRefuses(refusal);
        }

        _refusal = refusal;
    }

    private async Task StepAsync(OpenRun run, bool reconcile, CancellationToken cancellationToken)
    {
        if (await drive.StepAsync(run, poller.Workers, reconcile, cancellationToken))
        {
            owned.Remove(run.RunId);
        }
    }

    private async Task TryAsync(OpenRun run, Func<Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step();
            _failing.Remove(run.RunId);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The next poll retries.
            var before = _failing.GetValueOrDefault(run.RunId);
            _failing[run.RunId] = exception.Message;
            if (before is null && StoreFaults.Passes(exception))
            {
                // The store failed, not this run, so the other runs are affected too.
                _reconcile.StoreWasAway();
            }

            if (before != exception.Message)
            {
                StepFailed(exception, run.RunId);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store could not be read; retrying at the next poll")]
    private partial void StoreAway(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "No run is coordinated: {Refusal}")]
    private partial void StoreRefuses(string refusal);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId} could not be advanced; retrying")]
    private partial void StepFailed(Exception exception, Guid runId);
}
