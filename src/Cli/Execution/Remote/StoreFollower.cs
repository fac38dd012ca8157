using System.Data.Common;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>Stores a run that other processes measure, and follows it by polling the store, to its end or to a clean stop.</summary>
internal sealed class StoreFollower
{
    private readonly IOwnedStore _store;
    private readonly ProgressView _view;
    private readonly StoreOutage _outage;
    private readonly RunWatch _watch;
    private readonly ShortageWatch _shortage;
    private readonly DiskWatch? _disk;

    /// <param name="store">The store that the workers use.</param>
    /// <param name="view">Shows progress.</param>
    /// <param name="wait">How long a run may be without workers, or the store unreachable.</param>
    /// <param name="mostAtOnce">Concurrent calls that a provider allows, as configured for this process.</param>
    /// <param name="disk">Watches the disk of a store on this machine; null for a remote store.</param>
    public StoreFollower(IOwnedStore store, ProgressView view, TimeSpan wait, Func<string, int?> mostAtOnce, DiskWatch? disk = null)
    {
        _disk = disk;
        (_store, _view) = (store, view);
        _outage = new StoreOutage(store.Name, view, wait, TimeProvider.System);
        _watch = new RunWatch(store, view, _outage, TimeProvider.System, mostAtOnce);
        _shortage = new ShortageWatch(wait, view.Say, TimeProvider.System);
    }

    /// <summary>Not cancellable: stopping halfway would leave a run that the coordinator starts.</summary>
    public async Task SubmitAsync(Guid runId, RunSpec spec)
    {
        var run = new PlannedRun(runId, spec, RunPlan.Create(spec), Environment.UserName);
        await _outage.AskAsync(token => _store.Queue().PlanAsync(run, token), CancellationToken.None);
        await StartAsync(runId);
    }

    /// <returns>False if the run's state allows no start.</returns>
    public Task<bool> StartAsync(Guid runId) => _outage.AskAsync(token => _store.Queue().StartAsync(runId, token), CancellationToken.None);

    /// <summary>Returns the report when the run has ended or, after <paramref name="stop"/>, when the calls in flight have ended.</summary>
    /// <exception cref="ExecutionException">No worker was there to work on it, or another process stopped it.</exception>
    public async Task<RunReport> FollowAsync(Guid runId, CancellationToken stop)
    {
        try
        {
            await _watch.FollowAsync(runId, snapshot => Examine(snapshot), stop);
            if (IsOfDisk)
            {
                await TryStopAsync(runId);
            }
            else if (_shortage.GivenUpFor is not null)
            {
                await StopAsync(runId, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await StopAsync(runId, CancellationToken.None);
        }

        if (IsOfDisk)
        {
            var stopped = (await _store.History().ReportAsync(runId, CancellationToken.None))!;
            throw new ExecutionException($"{_disk?.Problem ?? _disk?.GivenUpFor}; {RunSentences.Resumable(stopped)}");
        }

        var report = await _outage.AskAsync(token => _store.History().ReportAsync(runId, token), CancellationToken.None);
        return report!.State != RunState.Incomplete || stop.IsCancellationRequested
            ? report
            : throw new ExecutionException($"{_shortage.GivenUpFor?.What ?? "stopped by another process"}: {RunSentences.Resumable(report)}");
    }

    // A worker whose disk is full sends no heartbeat and counts as lost.
    private bool IsOfDisk => _disk?.GivenUpFor is not null || (_shortage.GivenUpFor is not null && _disk?.Problem is not null);

    private bool Examine(RunSnapshot snapshot)
    {
        var isFull = _disk?.Examine(snapshot.Progress.Series.Sum(series => series.Measured)) ?? false;
        return _shortage.Examine(snapshot.Activity) || isFull;
    }

    private async Task TryStopAsync(Guid runId)
    {
        try
        {
            await _store.Queue().StopAsync(runId, CancellationToken.None);
        }
        catch (DbException)
        {
            // The run looks as if its process was killed, and can be resumed as such.
        }
    }

    private async Task StopAsync(Guid runId, CancellationToken hurry)
    {
        await _outage.AskAsync(
            async token =>
            {
                await _store.Queue().StopAsync(runId, token);
                return true;
            },
            CancellationToken.None);
        await _watch.DrainAsync(
            runId, held => _view.Say($"stopping: waiting for {Figures.Count(held, "call", "calls")} in flight; press Ctrl-C again to stop immediately"), hurry);
    }
}
