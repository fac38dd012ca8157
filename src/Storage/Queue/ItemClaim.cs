namespace Persona.Bench.Storage.Queue;

/// <summary>A worker's wish to have an item.</summary>
public sealed record ItemClaim(Guid ItemId)
{
    /// <summary>Null: the item's provider takes any number of calls at once.</summary>
    public ProviderLimit? Limit { get; init; }
}

/// <summary>What a provider takes at once, over all workers and runs.</summary>
public sealed record ProviderLimit(string Provider, int MostAtOnce);
