using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Resume;

/// <summary>Which run <c>resume</c> goes on with.</summary>
/// <param name="Run">Id, the start of one, or name.</param>
/// <param name="Wait">How long it may go without workers, where workers elsewhere measure.</param>
/// <param name="Format">How the result is printed.</param>
/// <param name="Sources">Where the run is.</param>
internal sealed record ResumeOptions(string Run, TimeSpan Wait, OutputFormat Format, Sources Sources);
