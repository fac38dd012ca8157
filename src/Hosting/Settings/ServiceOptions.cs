namespace Persona.Bench.Hosting.Settings;

/// <summary>Command-line options of a service.</summary>
/// <param name="Config">Path of the configuration; null: the nearest file.</param>
/// <param name="Verbose">Log more, and show errors in full.</param>
/// <param name="Run">Serve only this run, with work found in the store; null: all runs, with work from the broker.</param>
/// <param name="UntilInputEnds">Stop when standard input ends, and so with the parent process, however that ends.</param>
public sealed record ServiceOptions(string? Config, bool Verbose, Guid? Run, bool UntilInputEnds);
