using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Queue;

/// <summary>What a renewal answers: the attempt that holds each item still leased to the caller, and the state of their runs.</summary>
public sealed record Renewal(IReadOnlyDictionary<Guid, int> Held, IReadOnlyDictionary<Guid, RunState> Runs);
