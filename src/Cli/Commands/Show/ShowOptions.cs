using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Show;

/// <summary>Which run to show.</summary>
/// <param name="Run">Id, id prefix, or name.</param>
/// <param name="Format">How it is printed.</param>
/// <param name="Sources">Where the run is stored.</param>
internal sealed record ShowOptions(string Run, OutputFormat Format, Sources Sources);
