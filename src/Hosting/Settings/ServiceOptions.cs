namespace Persona.Bench.Hosting.Settings;

/// <summary>What the command line of a service says.</summary>
/// <param name="Config">Path of the configuration; null: the nearest file.</param>
/// <param name="Verbose">Log more, and say all of an error.</param>
internal sealed record ServiceOptions(string? Config, bool Verbose);
