using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Migrate;

/// <summary>Which store is brought up to date.</summary>
internal sealed record MigrateOptions(Sources Sources);
