namespace Persona.Bench.Storage.Queue;

/// <summary>The answer to a renewal.</summary>
/// <param name="Held">Items still leased to the caller, with the attempt that holds each.</param>
public sealed record Renewal(IReadOnlyDictionary<Guid, int> Held);
