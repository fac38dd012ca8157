using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Show;

internal static class ShowCommand
{
    public static Command Create(CommandActions actions, CommandHandler<ShowOptions> handle)
    {
        var run = RunArgument.Create();
        var format = ChoiceOptions.Create<OutputFormat>("--format", "Output format.");
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "show",
            "Prints the results of one stored run.",
            "persona benchmark show 0197a3c2",
            "persona benchmark show nightly --format json");
        command.Add(run);
        command.Add(format);
        sources.AddTo(command, store: true, broker: false);
        actions.Set(
            command,
            parsed => new ShowOptions(parsed.GetRequiredValue(run), parsed.GetValue(format), sources.Read(parsed)),
            handle);
        return command;
    }
}
