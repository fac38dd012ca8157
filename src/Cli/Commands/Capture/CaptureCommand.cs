using System.CommandLine;
using Persona.Bench.Cli.Commands.Run;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Capture;

internal static class CaptureCommand
{
    public static Command Create(CommandActions actions, CommandHandler<CaptureOptions> handle)
    {
        var options = new RunOptionSet();
        var output = ValueOptions.File("--output", "Baseline file to write. [default: v<version>.yaml in the folder of baselines]");
        var force = new Option<bool>("--force") { Description = "Replace the baseline file if there is one." };
        var allowErrors = new Option<bool>("--allow-errors")
        {
            Description = "Exit with 0 although more than a tenth of the iterations failed, which is 3 otherwise; the file is written in either case.",
        };
        var command = new DocumentedCommand(
            "capture",
            "Executes a benchmark like run, then writes its results to a baseline file.",
            "persona benchmark capture --workload quick",
            "persona benchmark capture --workload standard --provider anthropic --output baselines/v1.12.0.yaml --force");
        options.AddTo(command, baselines: true);
        command.Add(output);
        command.Add(force);
        command.Add(allowErrors);
        actions.Set(
            command,
            parsed => new CaptureOptions
            {
                Run = options.Read(parsed),
                Output = parsed.GetValue(output),
                Force = parsed.GetValue(force),
                AllowErrors = parsed.GetValue(allowErrors),
            },
            handle);
        return command;
    }
}
