using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Claims items, waiting while their provider has all the calls under way that it takes over all workers.</summary>
internal sealed class ItemClaims(IWorkQueue queue, Slots slots, SpoolHealth spool, TimeProvider time, IOptions<WorkerOptions> options)
{
    // Calls take seconds; a place that stays free for this long costs little, and each look takes a transaction.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Not cancelled by any one of those who share it: what it took would be nobody's until its lease has run out.
    private readonly RequestBatcher<ItemClaim, ClaimAnswer> _claims =
        new(claims => queue.ClaimAsync(options.Value.WorkerId, options.Value.Lease, claims, CancellationToken.None));

    /// <returns>Null when the item is not to be had.</returns>
    public async Task<ClaimedItem?> ClaimAsync(IterationHintV1 hint, CancellationToken cancellationToken)
    {
        var claim = new ItemClaim(hint.ItemId)
        {
            Limit = slots.MostAtOnce(hint.Provider) is { } most ? new ProviderLimit(hint.Provider, most) : null,
        };
        while (true)
        {
            // A result that cannot be kept is a call paid for nothing.
            await spool.UntilWritableAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var asked = time.GetTimestamp();
            switch (await _claims.AskAsync(claim))
            {
                // An answer that took a whole lease is about an item that may be somebody else's by now, and renewed by nobody.
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
