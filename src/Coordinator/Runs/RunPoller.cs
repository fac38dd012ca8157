using Microsoft.Extensions.Options;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Which runs are to be driven, and who can work: read anew at each regular look, and kept for the nudges in between.</summary>
internal sealed class RunPoller(IRunQueue queue, OwnedRuns owned, ICancellationNotifier cancellationNotifier, IOptions<CoordinatorOptions> options)
{
    private IReadOnlyList<OpenRun> _open = [];

    public IReadOnlyList<LiveWorker> Workers { get; private set; } = [];

    /// <summary>Those that were open at the last look, and those submitted since.</summary>
    public IReadOnlyList<OpenRun> Runs
    {
        get
        {
            var known = _open.ToDictionary(run => run.RunId);
            return [.. owned.All.Select(run => known.GetValueOrDefault(run) ?? new OpenRun(run, RunState.Running))];
        }
    }

    /// <summary>Open runs that nobody here drives yet, where all that are open are to be driven.</summary>
    public IReadOnlyList<OpenRun> Untaken => options.Value.DrivesAll ? [.. _open.Where(run => !owned.Contains(run.RunId))] : [];

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // Before the read: a run that is submitted in between is not yet in what was read.
        var before = owned.All;
        _open = await queue.OpenRunsAsync(cancellationToken);
        Workers = await queue.LiveWorkersAsync(cancellationToken);
        foreach (var ended in before.Except(_open.Select(run => run.RunId)))
        {
            owned.Remove(ended);
            await cancellationNotifier.SendAsync(ended, cancellationToken);
        }
    }

    public async Task TakeOverAsync(OpenRun run, CancellationToken cancellationToken)
    {
        // A submission that died before its start is finished here. Of a running one the hints that its coordinator
        // marked and did not live to send would be missed only when they are stale.
        await (run.State == RunState.Planned ? queue.StartAsync(run.RunId, cancellationToken) : queue.ForgetHintsAsync(run.RunId, cancellationToken));
        owned.Add(run.RunId);
    }
}
