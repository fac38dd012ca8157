using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Storage.Queue;

/// <summary>The worker's side of the queue. Each call is one transaction; the attempt is the fence.</summary>
public interface IWorkQueue
{
    /// <summary>Enters the worker and its machine, ready.</summary>
    Task AnnounceAsync(WorkerAnnouncement worker, CancellationToken cancellationToken);

    /// <summary>Takes a pending item of a running run.</summary>
    /// <returns>Null when it is not to be had: done, taken, not yet due, or the run is not running.</returns>
    Task<ClaimedItem?> ClaimAsync(Guid itemId, string workerId, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Extends the leases of these items and says that the worker lives.</summary>
    Task<Renewal> RenewAsync(string workerId, IReadOnlyList<Guid> itemIds, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Records results, together. Safe to repeat when the outcome of a commit is unknown.</summary>
    /// <returns>One answer per result, in order.</returns>
    Task<IReadOnlyList<RecordAnswer>> RecordAsync(IReadOnlyList<Measurement> results, CancellationToken cancellationToken);

    /// <summary>Gives a claimed item back without a measurement.</summary>
    Task ReleaseAsync(ReleasedItem item, CancellationToken cancellationToken);

    /// <summary>The worker has ended.</summary>
    Task RetireAsync(string workerId, CancellationToken cancellationToken);
}
