using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Migrate;

/// <summary>Which store to bring up to date.</summary>
internal sealed record MigrateOptions(Sources Sources);
