using Spectre.Console;
using Spectre.Console.Rendering;

namespace Persona.Bench.Cli.Documents.Formats.Text;

/// <summary>The width of a table, in columns, if space were unlimited.</summary>
internal static class TableWidth
{
    private const int Unlimited = 100_000;

    private static readonly RenderOptions Options = CreateOptions();

    public static int Measure(Table table) => ((IRenderable)table).Measure(Options, Unlimited).Max;

    // Every setting is given. Spectre would ask the terminal for missing ones, which takes longer than the table.
    private static RenderOptions CreateOptions()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(TextWriter.Null),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        return RenderOptions.Create(console, console.Profile.Capabilities) with { ConsoleSize = new Size(Unlimited, 1) };
    }
}
