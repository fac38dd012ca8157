using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Claims an item, waiting while its provider has all the calls under way that it takes over all workers.</summary>
internal sealed class ItemClaims(IWorkQueue queue, Slots slots, TimeProvider time, IOptions<WorkerOptions> options)
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
            switch (await queue.ClaimAsync(claim, cancellationToken))
            {
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
