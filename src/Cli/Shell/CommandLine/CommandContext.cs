using Persona.Bench.Cli.Shell.Terminals;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>What a handler gets besides its options.</summary>
internal sealed record CommandContext(Terminal Terminal, bool Verbose);

/// <summary>Executes a command and returns the exit code. An exception becomes one line on stderr and an exit code.</summary>
internal delegate Task<int> CommandHandler<in TOptions>(TOptions options, CommandContext context, CancellationToken cancellationToken);
