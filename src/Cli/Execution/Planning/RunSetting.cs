using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Execution.Planning;

/// <summary>The circumstances of a run.</summary>
/// <param name="Configuration">The whole configuration.</param>
/// <param name="ConfigFile">The file that <c>--config</c> names; null: the nearest.</param>
/// <param name="Workers">Worker processes to start here; 0: none.</param>
/// <param name="Wait">How long the run may be without a worker.</param>
internal sealed record RunSetting(BenchConfiguration Configuration, string? ConfigFile, int Workers, TimeSpan Wait);
