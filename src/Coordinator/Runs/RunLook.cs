using Microsoft.Extensions.Options;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Which runs are to be driven, and who can work: read anew at each regular look, and kept for the nudges in between.</summary>
internal sealed class RunLook(IRunQueue queue, DrivenRuns driven, ICancelNudge cancelNudge, IOptions<CoordinatorOptions> options)
{
    private IReadOnlyList<OpenRun> _open = [];

    public IReadOnlyList<LiveWorker> Workers { get; private set; } = [];

    /// <summary>Those that were open at the last look, and those submitted since.</summary>
    public IReadOnlyList<OpenRun> Runs
    {
        get
        {
            var known = _open.ToDictionary(run => run.RunId);
            return [.. driven.All.Select(run => known.GetValueOrDefault(run) ?? new OpenRun(run, RunState.Running))];
        }
    }

    /// <summary>Open runs that nobody here drives yet, where all that are open are to be driven.</summary>
    public IReadOnlyList<OpenRun> Untaken => options.Value.DrivesAll ? [.. _open.Where(run => !driven.Contains(run.RunId))] : [];

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // Before the read: a run that is submitted in between is not yet in what was read.
        var before = driven.All;
        _open = await queue.OpenRunsAsync(cancellationToken);
        Workers = await queue.LiveWorkersAsync(cancellationToken);
        foreach (var ended in before.Except(_open.Select(run => run.RunId)))
        {
            driven.Remove(ended);
            await cancelNudge.SendAsync(ended, cancellationToken);
        }
    }

    public async Task TakeOverAsync(OpenRun run, CancellationToken cancellationToken)
    {
        // A submission that died before its start is finished here. Of a running one the hints that its coordinator
        // marked and did not live to send would be missed only when they are stale.
        await (run.State == RunState.Planned ? queue.StartAsync(run.RunId, cancellationToken) : queue.ForgetHintsAsync(run.RunId, cancellationToken));
        driven.Add(run.RunId);
    }
}
