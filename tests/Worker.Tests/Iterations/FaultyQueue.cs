using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Tests.Iterations;

/// <summary>The real queue, except that calls of chosen methods fail as if the store were unavailable.</summary>
internal sealed class FaultyQueue(IWorkQueue queue) : IWorkQueue
{
    /// <summary>Names of the methods that currently fail.</summary>
    public HashSet<string> Failing { get; } = [];

    /// <summary>How often a failing method was called.</summary>
    public int Refused { get; private set; }

    /// <summary>Number of results in each successful call.</summary>
    public List<int> Batches { get; } = [];

    public Task<Guid> StoreIdentityAsync(CancellationToken cancellationToken) => queue.StoreIdentityAsync(cancellationToken);

    public Task RegisterAsync(WorkerRegistration worker, CancellationToken cancellationToken) =>
        Through(nameof(RegisterAsync)).RegisterAsync(worker, cancellationToken);

    public Task<IReadOnlyList<ClaimAnswer>> ClaimAsync(
        string workerId, TimeSpan lease, IReadOnlyList<ItemClaim> claims, CancellationToken cancellationToken) =>
        Through(nameof(ClaimAsync)).ClaimAsync(workerId, lease, claims, cancellationToken);

    public Task<TimeSpan> ReserveCallAsync(string provider, int requestsPerMinute, CancellationToken cancellationToken) =>
        Through(nameof(ReserveCallAsync)).ReserveCallAsync(provider, requestsPerMinute, cancellationToken);

    public Task<IReadOnlyList<MarkedItem>> MarkedAsync(Guid runId, IReadOnlyList<string> providers, int most, CancellationToken cancellationToken) =>
        Through(nameof(MarkedAsync)).MarkedAsync(runId, providers, most, cancellationToken);

    public Task ReturnHintsAsync(IReadOnlyList<Guid> itemIds, CancellationToken cancellationToken) =>
        Through(nameof(ReturnHintsAsync)).ReturnHintsAsync(itemIds, cancellationToken);

    public Task RefuseAsync(string workerId, SeriesKey part, string reason, CancellationToken cancellationToken) =>
        Through(nameof(RefuseAsync)).RefuseAsync(workerId, part, reason, cancellationToken);

    public Task WithdrawRefusalAsync(string workerId, SeriesKey part, CancellationToken cancellationToken) =>
        Through(nameof(WithdrawRefusalAsync)).WithdrawRefusalAsync(workerId, part, cancellationToken);

    public Task TellWarmUpsAsync(WarmUpTotal total, CancellationToken cancellationToken) =>
        Through(nameof(TellWarmUpsAsync)).TellWarmUpsAsync(total, cancellationToken);

    public Task<Renewal> RenewAsync(string workerId, IReadOnlyList<Guid> itemIds, TimeSpan lease, CancellationToken cancellationToken) =>
        Through(nameof(RenewAsync)).RenewAsync(workerId, itemIds, lease, cancellationToken);

    public Task<IReadOnlyList<RecordAnswer>> RecordAsync(IReadOnlyList<Measurement> results, CancellationToken cancellationToken)
    {
        var store = Through(nameof(RecordAsync));
        Batches.Add(results.Count);
        return store.RecordAsync(results, cancellationToken);
    }

    public Task ReleaseAsync(ReleasedItem item, CancellationToken cancellationToken) =>
        Through(nameof(ReleaseAsync)).ReleaseAsync(item, cancellationToken);

    public Task DeregisterAsync(string workerId, WorkerState state, CancellationToken cancellationToken) =>
        Through(nameof(DeregisterAsync)).DeregisterAsync(workerId, state, cancellationToken);

    private IWorkQueue Through(string method)
    {
        if (!Failing.Contains(method))
        {
            return queue;
        }

        Refused++;
        throw new IOException("the store is away");
    }
}
