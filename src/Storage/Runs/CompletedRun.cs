using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Runs;

/// <summary>A run that measured all that it was to measure.</summary>
public sealed record CompletedRun(Guid RunId, RunSpec Spec, DateTimeOffset CreatedAt);
