using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Tests.Recording;

/// <summary>A real queue whose recording fails until the test brings the store back.</summary>
internal sealed class StoreThatComesBack(IWorkQueue queue) : IWorkQueue
{
    public bool IsBack { get; set; }

    public TaskCompletionSource Refused { get; } = new();

    public Task<IReadOnlyList<RecordAnswer>> RecordAsync(IReadOnlyList<Measurement> results, CancellationToken cancellationToken)
    {
        if (IsBack)
        {
            return queue.RecordAsync(results, cancellationToken);
        }

        Refused.TrySetResult();
        throw new IOException("the store is away");
    }

    public Task<Guid> StoreIdentityAsync(CancellationToken cancellationToken) => queue.StoreIdentityAsync(cancellationToken);

    public Task RegisterAsync(WorkerRegistration worker, CancellationToken cancellationToken) => queue.RegisterAsync(worker, cancellationToken);

    public Task<IReadOnlyList<ClaimAnswer>> ClaimAsync(
        string workerId, TimeSpan lease, IReadOnlyList<ItemClaim> claims, CancellationToken cancellationToken) =>
        queue.ClaimAsync(workerId, lease, claims, cancellationToken);

    public Task<TimeSpan> ReserveCallAsync(string provider, int requestsPerMinute, CancellationToken cancellationToken) =>
        queue.ReserveCallAsync(provider, requestsPerMinute, cancellationToken);

    public Task<IReadOnlyList<MarkedItem>> MarkedAsync(Guid runId, IReadOnlyList<string> providers, int most, CancellationToken cancellationToken) =>
        queue.MarkedAsync(runId, providers, most, cancellationToken);

    public Task ReturnHintsAsync(IReadOnlyList<Guid> itemIds, CancellationToken cancellationToken) =>
        queue.ReturnHintsAsync(itemIds, cancellationToken);

    public Task RefuseAsync(string workerId, SeriesKey part, string reason, CancellationToken cancellationToken) =>
        queue.RefuseAsync(workerId, part, reason, cancellationToken);

    public Task WithdrawRefusalAsync(string workerId, SeriesKey part, CancellationToken cancellationToken) =>
        queue.WithdrawRefusalAsync(workerId, part, cancellationToken);

    public Task TellWarmUpsAsync(WarmUpTotal total, CancellationToken cancellationToken) => queue.TellWarmUpsAsync(total, cancellationToken);

    public Task<Renewal> RenewAsync(string workerId, IReadOnlyList<Guid> itemIds, TimeSpan lease, CancellationToken cancellationToken) =>
        queue.RenewAsync(workerId, itemIds, lease, cancellationToken);

    public Task ReleaseAsync(ReleasedItem item, CancellationToken cancellationToken) => queue.ReleaseAsync(item, cancellationToken);

    public Task DeregisterAsync(string workerId, WorkerState state, CancellationToken cancellationToken) =>
        queue.DeregisterAsync(workerId, state, cancellationToken);
}
