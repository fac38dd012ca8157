using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Runs;

/// <summary>Which stored runs are listed.</summary>
/// <param name="Last">At most this many, the newest first.</param>
/// <param name="Format">How they are printed.</param>
/// <param name="Sources">Where they are.</param>
internal sealed record RunsOptions(int Last, OutputFormat Format, Sources Sources);
