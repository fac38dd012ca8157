using System.CommandLine;
using System.Runtime.InteropServices;
using Persona.Bench.Cli.Shell.Terminals;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>Connects a command to its handler, with a token that SIGINT and SIGTERM cancel.</summary>
internal sealed class CommandActions(Terminal terminal, GlobalOptions global)
{
    public void Set<TOptions>(Command command, Func<ParseResult, TOptions> read, CommandHandler<TOptions> handle) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Cancel(stop, signal));
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Cancel(stop, signal));
            return await handle(read(parsed), new CommandContext(terminal, parsed.GetValue(global.Verbose)), stop.Token);
        });

    // The first signal requests a clean stop. The second is left to the system, which ends the process immediately.
    private static void Cancel(CancellationTokenSource stop, PosixSignalContext signal)
    {
        if (!stop.IsCancellationRequested)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
