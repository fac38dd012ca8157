using Persona.Bench.Cli.Shell.Terminals;

namespace Persona.Bench.Cli.Tests;

/// <summary>A terminal, or a pipe, whose output can be read back.</summary>
internal sealed class TerminalRecording
{
    public TerminalRecording(bool draws = false, bool color = true, int width = 80) => Terminal = new Terminal
    {
        Output = new StringWriter { NewLine = "\n" },
        Error = new StringWriter { NewLine = "\n" },
        DrawsOutput = draws,
        DrawsError = draws,
        Color = color,
        Width = () => width,
    };

    public Terminal Terminal { get; }

    public string Output => Terminal.Output.ToString()!;

    public string Error => Terminal.Error.ToString()!;
}
