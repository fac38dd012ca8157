namespace Persona.Bench.Storage.Queue;

/// <summary>An item held by the caller until its lease expires. <see cref="Attempt"/> fences its result.</summary>
public sealed record ClaimedItem(Guid ItemId, Guid RunId, string Workload, string Provider, int Iteration, int Attempt);
