using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Queue;

/// <summary>A run that a coordinator has to advance: planned, running or cancelling.</summary>
public sealed record OpenRun(Guid RunId, RunState State);
