using System.CommandLine;
using Persona.Bench.Cli.Commands.Run;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Capture;

internal static class CaptureCommand
{
    public static Command Create(CommandActions actions, CommandHandler<CaptureOptions> handle)
    {
        var options = new RunOptionSet();
        var output = ValueOptions.File("--output", "Baseline file to write. [default: v<version>.yaml in the baselines folder]");
        var force = new Option<bool>("--force") { Description = "Replace an existing baseline file." };
        var allowErrors = new Option<bool>("--allow-errors")
        {
            Description = "Exit with 0 even if more than a tenth of the iterations failed, instead of 3. The file is written either way.",
        };
        var command = new DocumentedCommand(
            "capture",
            "Runs a benchmark like run, then writes the results to a baseline file.",
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
