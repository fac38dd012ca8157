namespace Persona.Bench.Storage.Queue;

/// <summary>A worker's request for an item.</summary>
public sealed record ItemClaim(Guid ItemId)
{
    /// <summary>Null: the item's provider accepts any number of concurrent calls.</summary>
    public ProviderLimit? Limit { get; init; }
}

/// <summary>The most concurrent calls to a provider, over all workers and runs.</summary>
public sealed record ProviderLimit(string Provider, int MostAtOnce);
