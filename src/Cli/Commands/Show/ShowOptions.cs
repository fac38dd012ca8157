using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Show;

/// <summary>Which run is shown.</summary>
/// <param name="Run">Id, the start of one, or name.</param>
/// <param name="Format">How it is printed.</param>
/// <param name="Sources">Where it is.</param>
internal sealed record ShowOptions(string Run, OutputFormat Format, Sources Sources);
