namespace Persona.Bench.Storage.Queue;

/// <summary>Items to send as one hint, in measuring order, each with its provider.</summary>
public sealed record DispatchedBlock(int Block, string Workload, IReadOnlyList<DispatchedItem> Items);

public sealed record DispatchedItem(Guid ItemId, string Provider);
