using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Workers;

internal static class WorkersCommand
{
    public static Command Create(CommandActions actions, CommandHandler<WorkersOptions> handle)
    {
        var all = new Option<bool>("--all") { Description = "Include workers that have stopped, and those lost for more than an hour." };
        var format = ChoiceOptions.Create<OutputFormat>("--format", "Output format.");
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "workers",
            "Lists the workers of the store: what each serves, and whether it is alive.",
            "persona benchmark workers",
            "persona benchmark workers --all --format json");
        command.Add(all);
        command.Add(format);
        sources.AddTo(command, store: true, broker: false);
        actions.Set(command, parsed => new WorkersOptions(parsed.GetValue(all), parsed.GetValue(format), sources.Read(parsed)), handle);
        return command;
    }
}
