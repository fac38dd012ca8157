using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Cancel;

internal static class CancelCommand
{
    public static Command Create(CommandActions actions, CommandHandler<CancelOptions> handle)
    {
        var run = RunArgument.Create();
        var now = new Option<bool>("--now") { Description = "Abort calls in flight instead of waiting for them." };
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "cancel",
            "Cancels a run for good. Nothing more is started; what was measured is kept.",
            "persona benchmark cancel 0197a3c2",
            "persona benchmark cancel nightly --now");
        command.Add(run);
        command.Add(now);
        sources.AddTo(command, store: true, broker: false);
        actions.Set(command, parsed => new CancelOptions(parsed.GetRequiredValue(run), parsed.GetValue(now), sources.Read(parsed)), handle);
        return command;
    }
}
