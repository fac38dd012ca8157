using Persona.Bench.Cli.CommandLine;

namespace Persona.Bench.Cli.List;

/// <summary>How baselines are listed.</summary>
/// <param name="Format">How they are printed; <see cref="CommandContext.Verbose"/> adds workloads and machine.</param>
/// <param name="Config">The configuration file asked for, which says where they are.</param>
internal sealed record ListOptions(OutputFormat Format, string? Config);
