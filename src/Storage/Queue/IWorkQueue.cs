using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Queue;

/// <summary>The worker's side of the queue. Each call is one transaction; the attempt is the fence.</summary>
public interface IWorkQueue
{
    /// <summary>Which store this is, by whatever address; drawn when it is first asked for.</summary>
    Task<Guid> StoreIdentityAsync(CancellationToken cancellationToken);

    /// <summary>Enters the worker and its machine, ready.</summary>
    Task RegisterAsync(WorkerRegistration worker, CancellationToken cancellationToken);

    /// <summary>Takes pending items of running runs, together, each for as long as the lease is without a renewal.</summary>
    /// <returns>One answer per claim, in order.</returns>
    Task<IReadOnlyList<ClaimAnswer>> ClaimAsync(string workerId, TimeSpan lease, IReadOnlyList<ItemClaim> claims, CancellationToken cancellationToken);

    /// <summary>Items of a run and of these providers that are marked as sent and not claimed, in their order.</summary>
    Task<IReadOnlyList<MarkedItem>> MarkedAsync(Guid runId, IReadOnlyList<string> providers, int most, CancellationToken cancellationToken);

    /// <summary>Hints that this worker takes back: their items may be sent to another at once.</summary>
    Task ReturnHintsAsync(IReadOnlyList<Guid> itemIds, CancellationToken cancellationToken);

    /// <summary>Says that this worker, which serves the provider, cannot measure this part of a run.</summary>
    /// <param name="workerId">The worker.</param>
    /// <param name="part">What it cannot.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task RefuseAsync(string workerId, SeriesKey part, string reason, CancellationToken cancellationToken);

    /// <summary>It can now.</summary>
    Task WithdrawRefusalAsync(string workerId, SeriesKey part, CancellationToken cancellationToken);

    /// <summary>Says what a worker's warm-ups have taken so far. Safe to repeat, in any order: the greatest total stays.</summary>
    Task TellWarmUpsAsync(WarmUpTotal total, CancellationToken cancellationToken);

    /// <summary>Takes the next turn to call a provider, of all workers' turns.</summary>
    /// <returns>How long until then; negative or zero: now.</returns>
    Task<TimeSpan> ReserveCallAsync(string provider, int requestsPerMinute, CancellationToken cancellationToken);

    /// <summary>Extends the leases of these items and says that the worker lives.</summary>
    Task<Renewal> RenewAsync(string workerId, IReadOnlyList<Guid> itemIds, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>
    /// Records results, together, in any order, also several attempts at one item. Safe to repeat when the outcome of a commit is unknown.
    /// Text that a database cannot hold (U+0000, half a surrogate pair) is stored with U+FFFD in its place.
    /// </summary>
    /// <returns>One answer per result, in order.</returns>
    Task<IReadOnlyList<RecordAnswer>> RecordAsync(IReadOnlyList<Measurement> results, CancellationToken cancellationToken);

    /// <summary>Gives a claimed item back without a measurement.</summary>
    Task ReleaseAsync(ReleasedItem item, CancellationToken cancellationToken);

    /// <summary>The worker takes no more work, or has ended.</summary>
    Task DeregisterAsync(string workerId, WorkerState state, CancellationToken cancellationToken);
}
