using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Batching;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Claims items, waiting while their provider is at its limit of calls in flight over all workers.</summary>
internal sealed class ItemClaims(IWorkQueue queue, Slots slots, SpoolHealth spool, TimeProvider time, IOptions<WorkerOptions> options)
{
    // Calls take seconds, so idle capacity costs little for this long, and each poll is a transaction.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Never cancelled by one of the callers that share a batch: items claimed for the others would be orphaned until their leases expire.
    private readonly RequestBatcher<ItemClaim, ClaimAnswer> _claims =
        new(claims => queue.ClaimAsync(options.Value.WorkerId, options.Value.Lease, claims, CancellationToken.None));

    /// <returns>Null when the item cannot be claimed.</returns>
    public async Task<ClaimedItem?> ClaimAsync(IterationHintV1 hint, CancellationToken cancellationToken)
    {
        var claim = new ItemClaim(hint.ItemId)
        {
            Limit = slots.MostAtOnce(hint.Provider) is { } most ? new ProviderLimit(hint.Provider, most) : null,
        };
        while (true)
        {
            // A call whose result cannot be kept would be paid for nothing.
            await spool.UntilWritableAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var asked = time.GetTimestamp();
            switch (await _claims.AskAsync(claim))
            {
                // The claim took longer than a lease: nobody renewed it, so another worker may hold the item by now.
                case ClaimAnswer.Claimed claimed when time.GetElapsedTime(asked) >= options.Value.Lease:
                    await ReleaseAsync(claimed.Item, cancellationToken);
                    return null;
                case ClaimAnswer.Claimed claimed:
                    return claimed.Item;
                case ClaimAnswer.AtCapacity:
                    await Task.Delay(Pause, time, cancellationToken);
                    break;
                default:
                    return null;
            }
        }
    }

    private Task ReleaseAsync(ClaimedItem item, CancellationToken cancellationToken) => queue.ReleaseAsync(
        new ReleasedItem(item, options.Value.WorkerId, time.GetUtcNow(), AttemptOutcome.Released), cancellationToken);
}
