using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;

namespace Persona.Bench.Cli.Commands.Status;

internal static class StatusCommand
{
    public static Command Create(CommandActions actions, CommandHandler<StatusOptions> handle)
    {
        var run = RunArgument.CreateOptional("[default: all open runs, and the last one that ended]");
        var watch = new Option<bool>("--watch") { Description = "Follow the run to its end, and print its results. Ctrl-C stops watching, not the run." };
        var format = ChoiceOptions.Create<OutputFormat>("--format", "Output format.");
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "status",
            "Shows the progress of runs, and who works on them.",
            "persona benchmark status",
            "persona benchmark status nightly --watch");
        command.Add(run);
        command.Add(watch);
        command.Add(format);
        sources.AddTo(command, store: true, broker: false);
        actions.Set(
            command,
            parsed => Consistent(new StatusOptions(parsed.GetValue(run), parsed.GetValue(watch), parsed.GetValue(format), sources.Read(parsed))),
            handle);
        return command;
    }

    private static StatusOptions Consistent(StatusOptions options) => options is { Watch: true, Run: null }
        ? throw new UsageException("--watch needs a RUN; 'persona benchmark status' lists the open runs")
        : options;
}
