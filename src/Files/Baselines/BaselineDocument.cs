using Persona.Bench.Core.Baselines;

namespace Persona.Bench.Files.Baselines;

/// <summary>A baseline as read from a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Baseline">Its content.</param>
/// <param name="Warnings">Unknown keys, which were ignored; one line each, with file and line.</param>
public sealed record BaselineDocument(string Path, Baseline Baseline, IReadOnlyList<string> Warnings);
