using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Status;

/// <summary>The options of <c>status</c>.</summary>
/// <param name="Run">Id, id prefix, or name. Null: all open runs.</param>
/// <param name="Watch">Follow it to its end.</param>
/// <param name="Format">How it is printed.</param>
/// <param name="Sources">Where the run is stored.</param>
internal sealed record StatusOptions(string? Run, bool Watch, OutputFormat Format, Sources Sources);
