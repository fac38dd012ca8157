using System.CommandLine;
using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Run;

internal static class RunCommand
{
    public static Command Create(CommandActions actions, CommandHandler<RunOptions> handle)
    {
        var options = new RunOptionSet();
        var command = new DocumentedCommand(
            "run",
            "Runs a benchmark, stores every measurement and prints the results.",
            "persona benchmark run --workload quick",
            "persona benchmark run --workload standard --provider anthropic --provider openai --iterations 30");
        options.AddTo(command);
        actions.Set(command, options.Read, handle);
        return command;
    }
}
