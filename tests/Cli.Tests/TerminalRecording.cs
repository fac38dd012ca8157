using Persona.Bench.Cli.Terminals;

namespace Persona.Bench.Cli.Tests;

/// <summary>A terminal, or a pipe, whose output can be read back.</summary>
internal sealed class TerminalRecording
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public TerminalRecording(bool draws = false, bool color = true, int width = 80) => Terminal = new Terminal
    {
        Output = _output,
        Error = _error,
        DrawsOutput = draws,
        DrawsError = draws,
        Color = color,
        Width = () => width,
    };

    public Terminal Terminal { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();
}
