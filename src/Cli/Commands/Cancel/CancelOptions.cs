using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Cancel;

/// <summary>Which run to cancel.</summary>
/// <param name="Run">Id, id prefix, or name.</param>
/// <param name="Now">Calls in flight are aborted too.</param>
/// <param name="Sources">Where the run is stored.</param>
internal sealed record CancelOptions(string Run, bool Now, Sources Sources);
