namespace Persona.Bench.Storage.Queue;

/// <summary>Items to send as one hint, in the order of measuring, with the provider of each.</summary>
public sealed record DispatchedBlock(int Block, string Workload, IReadOnlyList<DispatchedItem> Items);

public sealed record DispatchedItem(Guid ItemId, string Provider);
