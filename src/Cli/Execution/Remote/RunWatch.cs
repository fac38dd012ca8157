using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>Polls a run in the store and shows its progress. Changes nothing.</summary>
/// <param name="store">The store.</param>
/// <param name="view">Shows progress.</param>
/// <param name="outage">Tolerates a store that cannot be reached.</param>
/// <param name="time">The clock.</param>
/// <param name="mostAtOnce">Concurrent calls that a provider allows, if this process knows it.</param>
internal sealed class RunWatch(IStore store, ProgressView view, StoreOutage outage, TimeProvider time, Func<string, int?> mostAtOnce)
{
    // Often enough for a progress display.
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(2);

    // Polling a long run takes longer, and the store has other work: at most 1/20 of the time goes to it.
    private const int LargestShare = 20;

    private readonly RunHistory _history = new(store, time);
    private readonly RunActivities _activities = new(store);
    private readonly CapacityWatch _capacity = new(mostAtOnce, view.Say, time);

    /// <summary>Returns when the run has ended, or when <paramref name="isEnough"/> accepts a snapshot of it.</summary>
    public async Task FollowAsync(Guid runId, Func<RunSnapshot, bool> isEnough, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (snapshot, took) = await outage.AskAsync(token => PollAsync(runId, token), cancellationToken);
            view.Report(snapshot.Progress, snapshot.Activity.Workers);
            _capacity.Examine(snapshot.Activity);
            if (snapshot.Progress.State.HasEnded() || isEnough(snapshot))
            {
                return;
            }

            var pause = took * LargestShare;
            await Task.Delay(pause < Often ? Often : pause > Seldom ? Seldom : pause, time, cancellationToken);
        }
    }

    /// <summary>Returns when no call of the run is in flight, whatever its state.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="onFirst">Called once with the number of calls in flight, if there are any.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public async Task DrainAsync(Guid runId, Action<int> onFirst, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var (snapshot, _) = await outage.AskAsync(token => PollAsync(runId, token), cancellationToken);
            view.Report(snapshot.Progress, snapshot.Activity.Workers);
            if (snapshot.Held == 0)
            {
                return;
            }

            if (isFirst)
            {
                onFirst(snapshot.Held);
            }

            await Task.Delay(Often, time, cancellationToken);
        }
    }

    private async Task<(RunSnapshot Snapshot, TimeSpan Took)> PollAsync(Guid runId, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var progress = (await _history.ProgressAsync(runId, cancellationToken))!;
        var activity = await _activities.OfAsync(runId, cancellationToken);
        return (new RunSnapshot(progress, activity), time.GetElapsedTime(start));
    }
}
