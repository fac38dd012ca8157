using Persona.Bench.Core.Comparisons;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>What is compared with what.</summary>
/// <param name="Current">The current side.</param>
/// <param name="Baselines">At least one.</param>
/// <param name="Sessions">Stored values of earlier sessions; empty if the current side is a file.</param>
internal sealed record ComparedSides(NamedBaseline Current, IReadOnlyList<NamedBaseline> Baselines, IReadOnlyList<SessionHistory> Sessions);
