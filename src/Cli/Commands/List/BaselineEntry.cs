using Persona.Bench.Core.Baselines;

namespace Persona.Bench.Cli.Commands.List;

/// <summary>A file in the folder of baselines.</summary>
/// <param name="Name">The file's name without its ending, as <c>--baseline</c> takes it.</param>
/// <param name="Path">The file.</param>
/// <param name="Baseline">What it says; null when it cannot be read.</param>
/// <param name="Problem">One line that says why it cannot be read; null when it can.</param>
internal sealed record BaselineEntry(string Name, string Path, Baseline? Baseline, string? Problem);
