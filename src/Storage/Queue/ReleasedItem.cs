using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Queue;

/// <summary>An attempt that ended without a measurement, and why.</summary>
public sealed record ReleasedItem(ClaimedItem Item, string WorkerId, DateTimeOffset StartedAt, AttemptOutcome Outcome);
