using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Queue;

/// <summary>The coordinator's side of the queue. Each call is one transaction of conditional updates, safe to repeat.</summary>
public interface IRunQueue
{
    /// <summary>Stores a planned run with its items.</summary>
    /// <returns>False when the run is already stored with the same spec.</returns>
    /// <exception cref="InvalidOperationException">The run id is already used with another spec.</exception>
    Task<bool> PlanAsync(PlannedRun run, CancellationToken cancellationToken);

    /// <summary>Sets a planned or incomplete run to running and forgets the hints of earlier processes.</summary>
    /// <returns>False when the run is in another state.</returns>
    Task<bool> StartAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>
    /// Marks blocks of the first unfinished workload as dispatched, in order. Once half or fewer of <paramref name="inFlight"/> blocks are in
    /// flight, refills to that number; marks <paramref name="atLeast"/> blocks in any case. Marks only the items of these providers.
    /// </summary>
    Task<IReadOnlyList<DispatchedBlock>> DispatchAsync(
        Guid runId, int inFlight, int atLeast, IReadOnlyList<string> providers, CancellationToken cancellationToken);

    /// <summary>Runs that a coordinator has to advance, oldest first.</summary>
    Task<IReadOnlyList<OpenRun>> OpenRunsAsync(CancellationToken cancellationToken);

    /// <summary>Workers that currently take work.</summary>
    Task<IReadOnlyList<LiveWorker>> LiveWorkersAsync(CancellationToken cancellationToken);

    /// <summary>Unmarks items whose hint could not be sent.</summary>
    Task UndispatchAsync(IReadOnlyList<Guid> itemIds, CancellationToken cancellationToken);

    /// <summary>
    /// Returns expired leases to pending, or to failed after the last attempt. Hints older than <paramref name="staleAfter"/> may be sent again.
    /// </summary>
    Task<Reconciled> ReconcileAsync(Guid runId, TimeSpan staleAfter, CancellationToken cancellationToken);

    /// <summary>Lets all hints of a running run be sent again: the coordinator that marked them may have died before sending them.</summary>
    Task ForgetHintsAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Returns the leases of a worker known to be dead to pending, without waiting for them to expire.</summary>
    /// <returns>The number of leases.</returns>
    Task<int> ReleaseLostAsync(Guid runId, string workerId, CancellationToken cancellationToken);

    /// <summary>Workers that hold items of the run.</summary>
    Task<IReadOnlyList<string>> LeaseOwnersAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Sets a running run without open items to <paramref name="outcome"/> and stores its metrics, together.</summary>
    /// <returns>False when another coordinator was first, or items are still open.</returns>
    Task<bool> CompleteAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken);

    /// <summary>
    /// Stops further claims. Items in flight finish and are recorded, and the last of them ends the run. With <paramref name="now"/> the run is
    /// cancelled immediately and workers abort their calls. Idempotent; a coordinator repeats it until the run is cancelled.
    /// </summary>
    /// <returns>The run's state afterwards; a run that had already ended keeps its state. Null when there is no such run.</returns>
    Task<RunState?> CancelAsync(Guid runId, bool now, CancellationToken cancellationToken);

    /// <summary>Sets a planned or running run to incomplete; nothing more is claimed.</summary>
    Task StopAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>True when the run is running and has no open item.</summary>
    Task<bool> IsDrainedAsync(Guid runId, CancellationToken cancellationToken);
}
