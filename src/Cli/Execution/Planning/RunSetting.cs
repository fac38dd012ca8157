using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Execution.Planning;

/// <summary>What surrounds a run.</summary>
/// <param name="Configuration">All that is configured.</param>
/// <param name="ConfigFile">The file that was named; null: the nearest.</param>
/// <param name="Workers">Worker processes to be started here; 0: none.</param>
/// <param name="Wait">How long the run may go without a worker.</param>
internal sealed record RunSetting(BenchConfiguration Configuration, string? ConfigFile, int Workers, TimeSpan Wait);
