using Persona.Bench.Cli.CommandLine;

namespace Persona.Bench.Cli.Migrate;

/// <summary>Which store is brought up to date.</summary>
internal sealed record MigrateOptions(Sources Sources);
