using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Queue;

/// <summary>The coordinator's side of the queue. Each call is one transaction of conditional updates, safe to repeat.</summary>
public interface IRunQueue
{
    /// <summary>Stores a run with its items, planned.</summary>
    /// <returns>False when the run was there already, with the same spec.</returns>
    /// <exception cref="InvalidOperationException">The run id is taken by another spec.</exception>
    Task<bool> PlanAsync(PlannedRun run, CancellationToken cancellationToken);

    /// <summary>Planned or incomplete becomes running; hints that a former process sent are forgotten.</summary>
    /// <returns>False when the run is in another state.</returns>
    Task<bool> StartAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>
    /// Marks blocks of the first unfinished workload as dispatched, the first first: so many that <paramref name="inFlight"/> blocks are under way
    /// when no more than half of them are, and <paramref name="atLeast"/> in any case; of each block the items of these providers.
    /// </summary>
    Task<IReadOnlyList<DispatchedBlock>> DispatchAsync(
        Guid runId, int inFlight, int atLeast, IReadOnlyList<string> providers, CancellationToken cancellationToken);

    /// <summary>Runs that are to be driven, the oldest first.</summary>
    Task<IReadOnlyList<OpenRun>> OpenRunsAsync(CancellationToken cancellationToken);

    /// <summary>Workers that take work at present.</summary>
    Task<IReadOnlyList<LiveWorker>> LiveWorkersAsync(CancellationToken cancellationToken);

    /// <summary>Takes the mark off items whose hint could not be sent.</summary>
    Task UndispatchAsync(IReadOnlyList<Guid> itemIds, CancellationToken cancellationToken);

    /// <summary>Expired leases go back to pending, or to failed at the last attempt; hints older than <paramref name="staleAfter"/> may be sent again.</summary>
    Task<Reconciled> ReconcileAsync(Guid runId, TimeSpan staleAfter, CancellationToken cancellationToken);

    /// <summary>All hints of a running run may be sent again: the coordinator that marked them may not have lived to send them.</summary>
    Task ForgetHintsAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>The leases of a worker that is known to be dead go back to pending at once.</summary>
    /// <returns>How many.</returns>
    Task<int> ReleaseLostAsync(Guid runId, string workerId, CancellationToken cancellationToken);

    /// <summary>Who holds items of the run.</summary>
    Task<IReadOnlyList<string>> LeaseOwnersAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Running and without open items becomes <paramref name="outcome"/>, together with the metrics.</summary>
    /// <returns>False when another coordinator was first, or items are open.</returns>
    Task<bool> CompleteAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken);

    /// <summary>
    /// Nothing more is claimed. What is under way ends and is recorded, and the run is cancelled with the last of it; or, with
    /// <paramref name="now"/>, at once, and workers end their calls. Safe to repeat: a coordinator does, until the run is cancelled.
    /// </summary>
    /// <returns>The state that the run is in now: one that had ended is left as it is. Null when there is no such run.</returns>
    Task<RunState?> CancelAsync(Guid runId, bool now, CancellationToken cancellationToken);

    /// <summary>Running becomes incomplete; nothing more is claimed.</summary>
    Task StopAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>True when the run is running and has no open item.</summary>
    Task<bool> IsDrainedAsync(Guid runId, CancellationToken cancellationToken);
}
