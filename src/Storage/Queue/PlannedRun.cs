using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Queue;

/// <summary>A run to be stored: its spec and all its items. The id is the client's, so that planning twice plans once.</summary>
public sealed record PlannedRun(Guid RunId, RunSpec Spec, IReadOnlyList<PlannedItem> Items, string? RequestedBy);
