using Microsoft.Extensions.Options;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>The runs to advance and the workers available. Read at each poll, and cached for the wake-ups in between.</summary>
internal sealed class RunPoller(IRunQueue queue, OwnedRuns owned, ICancellationNotifier cancellationNotifier, IOptions<CoordinatorOptions> options)
{
    private IReadOnlyList<OpenRun> _open = [];

    public IReadOnlyList<LiveWorker> Workers { get; private set; } = [];

    /// <summary>Runs that were open at the last poll, and runs submitted since.</summary>
    public IReadOnlyList<OpenRun> Runs
    {
        get
        {
            var known = _open.ToDictionary(run => run.RunId);
            return [.. owned.All.Select(run => known.GetValueOrDefault(run) ?? new OpenRun(run, RunState.Running))];
        }
    }

    /// <summary>Open runs that this process does not own yet, if it is to own all open runs.</summary>
    public IReadOnlyList<OpenRun> Untaken => options.Value.DrivesAll ? [.. _open.Where(run => !owned.Contains(run.RunId))] : [];

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // Taken before the read: a run submitted in between is not in the result.
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
        // Finishes a submission that died before it started its run. In a running run, hints that its coordinator marked but died before
        // sending would otherwise be missed only once they are stale.
        await (run.State == RunState.Planned ? queue.StartAsync(run.RunId, cancellationToken) : queue.ForgetHintsAsync(run.RunId, cancellationToken));
        owned.Add(run.RunId);
    }
}
