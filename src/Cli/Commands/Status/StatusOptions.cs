using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Status;

/// <summary>What is looked at.</summary>
/// <param name="Run">Id, the start of one, or name. Null: all open runs.</param>
/// <param name="Watch">Follow it to its end.</param>
/// <param name="Format">How it is printed.</param>
/// <param name="Sources">Where it is.</param>
internal sealed record StatusOptions(string? Run, bool Watch, OutputFormat Format, Sources Sources);
