using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>Looks at a run in the store again and again, and shows what it sees. Changes nothing.</summary>
/// <param name="store">The store.</param>
/// <param name="view">Shows it.</param>
/// <param name="outage">Bears with a store that is away.</param>
/// <param name="time">The clock.</param>
/// <param name="mostAtOnce">What a provider takes at once, where this process knows it.</param>
internal sealed class RunWatch(IStore store, ProgressView view, StoreOutage outage, TimeProvider time, Func<string, int?> mostAtOnce)
{
    // Often enough for the eye.
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(2);

    // Of a long run a look takes longer, and the store has more to do than to be looked at.
    private const int LargestShare = 20;

    private readonly RunHistory _history = new(store, time);
    private readonly RunActivities _activities = new(store);
    private readonly CapacityWatch _capacity = new(mostAtOnce, view.Say, time);

    /// <summary>Returns when the run has ended, or when <paramref name="isEnough"/> of a look that shows it open.</summary>
    public async Task FollowAsync(Guid runId, Func<RunSnapshot, bool> isEnough, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (look, took) = await outage.AskAsync(token => PollAsync(runId, token), cancellationToken);
            view.Report(look.Progress, look.Activity.Workers);
            _capacity.Examine(look.Activity);
            if (look.Progress.State.HasEnded() || isEnough(look))
            {
                return;
            }

            var pause = took * LargestShare;
            await Task.Delay(pause < Often ? Often : pause > Seldom ? Seldom : pause, time, cancellationToken);
        }
    }

    /// <summary>Returns when no call of the run is under way, whatever its state.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="onFirst">Told how many are, when some are.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task DrainAsync(Guid runId, Action<int> onFirst, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var (look, _) = await outage.AskAsync(token => PollAsync(runId, token), cancellationToken);
            view.Report(look.Progress, look.Activity.Workers);
            if (look.Held == 0)
            {
                return;
            }

            if (isFirst)
            {
                onFirst(look.Held);
            }

            await Task.Delay(Often, time, cancellationToken);
        }
    }

    private async Task<(RunSnapshot Look, TimeSpan Took)> PollAsync(Guid runId, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var progress = (await _history.ProgressAsync(runId, cancellationToken))!;
        var activity = await _activities.OfAsync(runId, cancellationToken);
        return (new RunSnapshot(progress, activity), time.GetElapsedTime(start));
    }
}
