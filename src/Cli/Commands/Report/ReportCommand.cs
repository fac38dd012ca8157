using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Report;

internal static class ReportCommand
{
    public static Command Create(CommandActions actions, CommandHandler<ReportOptions> handle)
    {
        var subject = new Argument<string?>("RUN|FILE")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "Id of a run, a unique prefix of it, or its name; or a comparison written by 'compare --format json --output FILE'. "
                + "[default: the newest completed run]",
        };
        var format = ChoiceOptions.Optional<DocumentFormat>("--format", "Output format. [default: markdown]");
        var output = ValueOptions.File("--output", "File to write instead of stdout; an existing one is replaced.");
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "report",
            "Prints a stored run or comparison as a document.",
            "persona benchmark report",
            "persona benchmark report nightly --format html --output nightly.html",
            "persona benchmark report comparison.json --format markdown");
        command.Add(subject);
        command.Add(format);
        command.Add(output);
        sources.AddTo(command, store: true, broker: false);
        actions.Set(
            command,
            parsed => new ReportOptions(
                parsed.GetValue(subject), parsed.GetValue(format) ?? DocumentFormat.Markdown, parsed.GetValue(output), sources.Read(parsed)),
            handle);
        return command;
    }
}
