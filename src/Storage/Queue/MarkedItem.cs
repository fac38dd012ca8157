namespace Persona.Bench.Storage.Queue;

/// <summary>An item that waits to be claimed, as a message would name it.</summary>
public sealed record MarkedItem(Guid ItemId, Guid RunId, string Workload, string Provider);
