using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Runs;

internal static class RunsCommand
{
    private const int StandardLast = 20;
    private const int MostLast = 10_000;

    public static Command Create(CommandActions actions, CommandHandler<RunsOptions> handle)
    {
        var last = ValueOptions.Count("--last", "N", $"Show at most this many. [default: {StandardLast}]", 1, MostLast);
        var format = ChoiceOptions.Create<OutputFormat>("--format", "Output format.");
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "runs",
            "Lists the stored runs, newest first.",
            "persona benchmark runs --last 5",
            "persona benchmark runs --format json");
        command.Add(last);
        command.Add(format);
        sources.AddTo(command, store: true, broker: false);
        actions.Set(
            command,
            parsed => new RunsOptions(parsed.GetValue(last) ?? StandardLast, parsed.GetValue(format), sources.Read(parsed)),
            handle);
        return command;
    }
}
