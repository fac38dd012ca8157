using Persona.Bench.Core.Baselines;

namespace Persona.Bench.Cli.Commands.List;

/// <summary>A file in the baselines folder.</summary>
/// <param name="Name">The file's name without its ending, as <c>--baseline</c> takes it.</param>
/// <param name="Path">The file.</param>
/// <param name="Baseline">Its content; null if it cannot be read.</param>
/// <param name="Problem">Why it cannot be read, in one line; null if it can.</param>
internal sealed record BaselineEntry(string Name, string Path, Baseline? Baseline, string? Problem);
