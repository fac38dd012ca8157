using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Queue;

/// <summary>Claims items for a worker, several in one statement, within the free capacity of each provider.</summary>
internal sealed class ItemClaiming(QueueSql sql)
{
    public async Task<IReadOnlyList<ClaimAnswer>> ApplyAsync(
        SqlSession session, string workerId, TimeSpan lease, IReadOnlyList<ItemClaim> claims, CancellationToken cancellationToken)
    {
        var limits = await FreeCapacityAsync(session, claims, cancellationToken);
        var admitted = claims.Where(claim => claim.Limit is null || limits[claim.Limit.Provider]-- > 0).ToHashSet(ReferenceEqualityComparer.Instance);
        var taken = await TakeAsync(session, workerId, lease, [.. claims.Where(admitted.Contains).Select(claim => claim.ItemId)], cancellationToken);
        // Of two hints for one item only the first gets it; the other would pay for the call again.
        return [.. claims.Select(claim => admitted.Contains(claim) ? AnswerOf(taken, claim) : new ClaimAnswer.AtCapacity())];
    }

    private static ClaimAnswer AnswerOf(Dictionary<Guid, ClaimedItem> taken, ItemClaim claim) =>
        taken.Remove(claim.ItemId, out var item) ? new ClaimAnswer.Claimed(item) : new ClaimAnswer.Gone();

    private async Task<Dictionary<Guid, ClaimedItem>> TakeAsync(
        SqlSession session, string workerId, TimeSpan lease, Guid[] items, CancellationToken cancellationToken)
    {
        if (items.Length == 0)
        {
            return [];
        }

        var taken = await session.QueryAsync(
            sql.Claim, [("@items", items), ("@worker", workerId), ("@lease", (long)lease.TotalMilliseconds)], LeasedItem.Read, cancellationToken);
        return taken.ToDictionary(leased => leased.Item.ItemId, leased => leased.Item);
    }

    /// <summary>Until the transaction ends, no other claim counts or takes capacity at these providers.</summary>
    private async Task<Dictionary<string, long>> FreeCapacityAsync(
        SqlSession session, IReadOnlyList<ItemClaim> claims, CancellationToken cancellationToken)
    {
        var free = new Dictionary<string, long>();
        // In a fixed order, so that two workers cannot deadlock on each other's providers.
        var providers = claims.Select(claim => claim.Limit).OfType<ProviderLimit>().DistinctBy(limits => limits.Provider)
            .OrderBy(limits => limits.Provider, StringComparer.Ordinal);
        foreach (var limits in providers)
        {
            if (sql.AdvisoryLock is { } takeTurn)
            {
                await session.QueryAsync(takeTurn, [("@turn", $"persona-bench/limits/{limits.Provider}")], _ => true, cancellationToken);
            }

            var underWay = await session.QueryAsync(sql.CountInFlight, [("@provider", limits.Provider)], row => row.Long(0), cancellationToken);
            free[limits.Provider] = limits.MostAtOnce - underWay[0];
        }

        return free;
    }
}
