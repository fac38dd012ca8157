using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Workers;

/// <summary>Which workers are listed.</summary>
/// <param name="All">Those that have stopped and those lost for long, too.</param>
/// <param name="Format">How they are printed.</param>
/// <param name="Sources">Where they are.</param>
internal sealed record WorkersOptions(bool All, OutputFormat Format, Sources Sources);
