namespace Persona.Bench.Storage.Queue;

/// <summary>An item waiting to be claimed, described as a hint message would describe it.</summary>
public sealed record MarkedItem(Guid ItemId, Guid RunId, string Workload, string Provider);
