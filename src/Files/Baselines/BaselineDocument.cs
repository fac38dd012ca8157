using Persona.Bench.Core.Baselines;

namespace Persona.Bench.Files.Baselines;

/// <summary>A baseline as read from a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Baseline">What it says.</param>
/// <param name="Warnings">One line each, with file and line: keys that are not known and were ignored.</param>
public sealed record BaselineDocument(string Path, Baseline Baseline, IReadOnlyList<string> Warnings);
