using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Claims an item, waiting while its provider has all the calls under way that it takes over all workers.</summary>
internal sealed class ItemClaims(IWorkQueue queue, Slots slots, SpoolHealth spool, TimeProvider time, IOptions<WorkerOptions> options)
{
    // Calls take seconds; a place that stays free for this long costs little, and each look takes a transaction.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>Null when the item is not to be had.</returns>
    public async Task<ClaimedItem?> ClaimAsync(IterationHintV1 hint, CancellationToken cancellationToken)
    {
        var claim = new ItemClaim(hint.ItemId, options.Value.WorkerId, options.Value.Lease)
        {
            Places = slots.MostAtOnce(hint.Provider) is { } most ? new ProviderPlaces(hint.Provider, most) : null,
        };
        while (true)
        {
            // A result that cannot be kept is a call paid for nothing.
            await spool.UntilWritableAsync(cancellationToken);
            var asked = time.GetTimestamp();
            switch (await queue.ClaimAsync(claim, cancellationToken))
            {
                // An answer that took a whole lease is about an item that may be somebody else's by now, and renewed by nobody.
                case ClaimAnswer.Claimed claimed when time.GetElapsedTime(asked) >= claim.Lease:
                    await queue.ReleaseAsync(new ReleasedItem(claimed.Item, claim.WorkerId, time.GetUtcNow(), AttemptOutcome.Released), cancellationToken);
                    return null;
                case ClaimAnswer.Claimed claimed:
                    return claimed.Item;
                case ClaimAnswer.NoPlace:
                    await Task.Delay(Pause, time, cancellationToken);
                    break;
                default:
                    return null;
            }
        }
    }
}
