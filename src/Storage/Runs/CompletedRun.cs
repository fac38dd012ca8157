using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Runs;

/// <summary>A run that completed all its measurements.</summary>
public sealed record CompletedRun(Guid RunId, RunSpec Spec, DateTimeOffset CreatedAt);
