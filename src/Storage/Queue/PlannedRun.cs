using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Queue;

/// <summary>A run to be stored: its spec and all its items. The client chooses the id, so that planning is idempotent.</summary>
public sealed record PlannedRun(Guid RunId, RunSpec Spec, IReadOnlyList<PlannedItem> Items, string? RequestedBy);
