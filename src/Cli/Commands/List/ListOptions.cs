using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.List;

/// <summary>How baselines are listed.</summary>
/// <param name="Format">How they are printed; <see cref="CommandContext.Verbose"/> adds workloads and machine.</param>
/// <param name="Sources">Where they are stored.</param>
internal sealed record ListOptions(OutputFormat Format, Sources Sources);
