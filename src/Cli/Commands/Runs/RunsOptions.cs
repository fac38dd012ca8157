using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Runs;

/// <summary>Which stored runs to list.</summary>
/// <param name="Last">At most this many, newest first.</param>
/// <param name="Format">How they are printed.</param>
/// <param name="Sources">Where they are stored.</param>
internal sealed record RunsOptions(int Last, OutputFormat Format, Sources Sources);
