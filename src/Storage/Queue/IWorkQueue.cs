using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Queue;

/// <summary>The worker's side of the queue. Each call is one transaction; the attempt is the fence.</summary>
public interface IWorkQueue
{
    /// <summary>Identifies this store, whatever address it is reached by. Generated on first request.</summary>
    Task<Guid> StoreIdentityAsync(CancellationToken cancellationToken);

    /// <summary>Registers the worker and its machine, as ready.</summary>
    Task RegisterAsync(WorkerRegistration worker, CancellationToken cancellationToken);

    /// <summary>Claims pending items of running runs in one transaction. Each is held until its lease expires, unless renewed.</summary>
    /// <returns>One answer per claim, in order.</returns>
    Task<IReadOnlyList<ClaimAnswer>> ClaimAsync(string workerId, TimeSpan lease, IReadOnlyList<ItemClaim> claims, CancellationToken cancellationToken);

    /// <summary>Items of a run and of these providers that are marked as sent but not claimed, in order.</summary>
    Task<IReadOnlyList<MarkedItem>> MarkedAsync(Guid runId, IReadOnlyList<string> providers, int most, CancellationToken cancellationToken);

    /// <summary>Returns hints: their items may immediately be sent to another worker.</summary>
    Task ReturnHintsAsync(IReadOnlyList<Guid> itemIds, CancellationToken cancellationToken);

    /// <summary>Records that this worker, although it serves the provider, cannot measure this part of a run.</summary>
    /// <param name="workerId">The worker.</param>
    /// <param name="part">What it cannot measure.</param>
    /// <param name="reason">Why, for display.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task RefuseAsync(string workerId, SeriesKey part, string reason, CancellationToken cancellationToken);

    /// <summary>Withdraws a refusal: the worker can now measure the part.</summary>
    Task WithdrawRefusalAsync(string workerId, SeriesKey part, CancellationToken cancellationToken);

    /// <summary>Stores a worker's warm-up total so far. Idempotent, and safe in any order: the largest total is kept.</summary>
    Task TellWarmUpsAsync(WarmUpTotal total, CancellationToken cancellationToken);

    /// <summary>Reserves the next call to a provider, across all workers.</summary>
    /// <returns>Time until the call may start; zero or negative means now.</returns>
    Task<TimeSpan> ReserveCallAsync(string provider, int requestsPerMinute, CancellationToken cancellationToken);

    /// <summary>Extends the leases of these items and updates the worker's heartbeat.</summary>
    Task<Renewal> RenewAsync(string workerId, IReadOnlyList<Guid> itemIds, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>
    /// Records results in one transaction, in any order, including several attempts at one item. Safe to repeat when a commit's outcome is unknown.
    /// Characters that a database cannot store (U+0000, half a surrogate pair) become U+FFFD.
    /// </summary>
    /// <returns>One answer per result, in order.</returns>
    Task<IReadOnlyList<RecordAnswer>> RecordAsync(IReadOnlyList<Measurement> results, CancellationToken cancellationToken);

    /// <summary>Returns a claimed item without a measurement.</summary>
    Task ReleaseAsync(ReleasedItem item, CancellationToken cancellationToken);

    /// <summary>Marks the worker as taking no more work, or as ended.</summary>
    Task DeregisterAsync(string workerId, WorkerState state, CancellationToken cancellationToken);
}
