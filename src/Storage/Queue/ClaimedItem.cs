namespace Persona.Bench.Storage.Queue;

/// <summary>An item that the caller holds until its lease ends; <see cref="Attempt"/> fences what it reports.</summary>
public sealed record ClaimedItem(Guid ItemId, Guid RunId, string Workload, string Provider, int Iteration, int Attempt);
