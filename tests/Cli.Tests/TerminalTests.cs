using Spectre.Console;

namespace Persona.Bench.Cli.Tests;

public sealed class TerminalTests
{
    [Theory]
    [InlineData(true, true, "\u001b[31mred\u001b[0m\n")]
    [InlineData(true, false, "red\n")]
    [InlineData(false, true, "red\n")]
    public void Colours_need_a_terminal_and_no_objection(bool draws, bool color, string expected)
    {
        var terminal = new TerminalRecording(draws, color);

        terminal.Terminal.CreateDataConsole().MarkupLine("[maroon]red[/]");

        terminal.Output.ShouldBe(expected);
    }
}
