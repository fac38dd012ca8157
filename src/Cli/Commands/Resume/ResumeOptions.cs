using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Resume;

/// <summary>Which run to resume.</summary>
/// <param name="Run">Id, id prefix, or name.</param>
/// <param name="Wait">How long it may be without remote workers.</param>
/// <param name="Format">How the result is printed.</param>
/// <param name="Sources">Where the run is stored.</param>
internal sealed record ResumeOptions(string Run, TimeSpan Wait, OutputFormat Format, Sources Sources);
