using Spectre.Console;
using Spectre.Console.Rendering;

namespace Persona.Bench.Cli.Results;

/// <summary>The columns that a table would take with all the room in the world.</summary>
internal static class TableWidth
{
    private const int Unlimited = 100_000;

    public static int Of(Table table)
    {
        using var nowhere = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(nowhere) });
        var options = RenderOptions.Create(console, console.Profile.Capabilities) with { ConsoleSize = new Size(Unlimited, 1) };
        return ((IRenderable)table).Measure(options, Unlimited).Max;
    }
}
