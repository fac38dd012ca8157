using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Workers;

/// <summary>Which workers to list.</summary>
/// <param name="All">Include those that have stopped and those lost for long.</param>
/// <param name="Format">How they are printed.</param>
/// <param name="Sources">Where they are stored.</param>
internal sealed record WorkersOptions(bool All, OutputFormat Format, Sources Sources);
