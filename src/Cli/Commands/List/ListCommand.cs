using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.List;

internal static class ListCommand
{
    public static Command Create(CommandActions actions, CommandHandler<ListOptions> handle)
    {
        var format = ChoiceOptions.Create<OutputFormat>("--format", "Output format.");
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "list",
            "Lists the baseline files, newest version first.",
            "persona benchmark list --verbose",
            "persona benchmark list --format json");
        command.Add(format);
        sources.AddTo(command, store: false, broker: false, baselines: true);
        actions.Set(command, parsed => new ListOptions(parsed.GetValue(format), sources.Read(parsed)), handle);
        return command;
    }
}
