using Persona.Bench.Cli.Shell.Terminals;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>What a handler gets besides its options.</summary>
internal sealed record CommandContext(Terminal Terminal, bool Verbose);

/// <summary>Does a command's work; the result is the exit code. What it throws becomes one line and an exit code.</summary>
internal delegate Task<int> CommandHandler<in TOptions>(TOptions options, CommandContext context, CancellationToken cancellationToken);
