using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Emulate;

internal static class EmulateCommand
{
    public static Command Create(CommandActions actions, CommandHandler<EmulateOptions> handle)
    {
        var options = new EmulateOptionSet();
        var command = new DocumentedCommand(
            "emulate",
            "Serves the emulated provider on its own, in the wire formats of OpenAI, Anthropic, Gemini and Ollama, until Ctrl-C.",
            "persona benchmark emulate --port 8089 --profile typical",
            "persona benchmark emulate --profile typical --time-scale 0.1 --fault 429:0.1:2 --log truth.jsonl");
        options.AddTo(command);
        actions.Set(command, options.Read, handle);
        return command;
    }
}
