namespace Persona.Bench.Hosting.Settings;

/// <summary>What the command line of a service says.</summary>
/// <param name="Config">Path of the configuration; null: the nearest file.</param>
/// <param name="Verbose">Log more, and say all of an error.</param>
/// <param name="Run">Work on this run alone, and find its work in the store; null: on all, by the broker.</param>
/// <param name="UntilInputEnds">Stop when standard input ends: with the process that started this one, however that ends.</param>
public sealed record ServiceOptions(string? Config, bool Verbose, Guid? Run, bool UntilInputEnds);
