using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;

namespace Persona.Bench.Cli.Commands.Status;

internal static class StatusCommand
{
    public static Command Create(CommandActions actions, CommandHandler<StatusOptions> handle)
    {
        var run = RunArgument.CreateOptional("[default: all that are open, and the one that ended last]");
        var watch = new Option<bool>("--watch") { Description = "Follow the run to its end, and print its results. Ctrl-C leaves the run alone." };
        var format = ChoiceOptions.Create<OutputFormat>("--format", "Output on stdout.");
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "status",
            "Says how far runs are, and who works on them.",
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
        ? throw new UsageException("--watch follows one run: name it; 'persona benchmark status' lists those that are open")
        : options;
}
