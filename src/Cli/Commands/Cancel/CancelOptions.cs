using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Cancel;

/// <summary>Which run is cancelled.</summary>
/// <param name="Run">Id, the start of one, or name.</param>
/// <param name="Now">Calls under way are ended too.</param>
/// <param name="Sources">Where it is.</param>
internal sealed record CancelOptions(string Run, bool Now, Sources Sources);
