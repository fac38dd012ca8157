using System.CommandLine;
using Persona.Bench.Cli.CommandLine;

namespace Persona.Bench.Cli.Emulate;

internal static class EmulateCommand
{
    private const int HighestPort = 65535;
    private const double SlowestTimeScale = 1000;

    public static Command Create(CommandActions actions, CommandHandler<EmulateOptions> handle)
    {
        var port = ValueOptions.Count("--port", "N", "Port on the loopback address; 0 takes a free one. [default: 0]", 0, HighestPort);
        var profile = ValueOptions.Name("--profile", "NAME", "Latency profile. [default: the emulator's own]");
        var timeScale = ValueOptions.Factor(
            "--time-scale", "X", "1 is the profile's pace, 0.1 ten times faster, 0 no waiting. [default: 1]", SlowestTimeScale);
        var seed = ValueOptions.Count("--seed", "N", "Fixes latencies and answers. [default: the emulator's own]", 0, int.MaxValue);
        var log = ValueOptions.File("--log", "Write what was really sent, and when, to this file (JSON lines).");
        var command = new DocumentedCommand(
            "emulate",
            "Serves the emulated provider by itself, in the wire formats of OpenAI, Anthropic, Gemini and Ollama, until Ctrl-C.",
            "persona benchmark emulate --port 8089",
            "persona benchmark emulate --profile typical --time-scale 0.1 --seed 7 --log truth.jsonl");
        command.Add(port);
        command.Add(profile);
        command.Add(timeScale);
        command.Add(seed);
        command.Add(log);
        actions.Set(
            command,
            parsed => new EmulateOptions
            {
                Port = parsed.GetValue(port) ?? 0,
                Profile = parsed.GetValue(profile),
                TimeScale = parsed.GetValue(timeScale),
                Seed = parsed.GetValue(seed),
                Log = parsed.GetValue(log),
            },
            handle);
        return command;
    }
}
