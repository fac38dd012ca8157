using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Resume;

internal static class ResumeCommand
{
    public static Command Create(CommandActions actions, CommandHandler<ResumeOptions> handle)
    {
        var run = RunArgument.Create();
        var wait = WaitOption.Create();
        var format = ChoiceOptions.Create<OutputFormat>("--format", "Output format.");
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "resume",
            "Resumes a run that was stopped, or follows one that remote workers are measuring. What was measured is kept.",
            "persona benchmark resume 0197a3c2",
            "persona benchmark resume nightly --format json");
        command.Add(run);
        command.Add(wait);
        command.Add(format);
        sources.AddTo(command, store: true, broker: true);
        actions.Set(
            command,
            parsed => new ResumeOptions(parsed.GetRequiredValue(run), WaitOption.Read(parsed, wait), parsed.GetValue(format), sources.Read(parsed)),
            handle);
        return command;
    }
}
