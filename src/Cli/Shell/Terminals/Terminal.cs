using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Hosting.Streams;
using Spectre.Console;

namespace Persona.Bench.Cli.Shell.Terminals;

/// <summary>Where data and progress go, and what may be drawn there. Data goes to stdout, all else to stderr.</summary>
internal sealed class Terminal
{
    private const int WidthWithoutTerminal = 80;

    private const int NarrowestWidth = 40;

    // A file or a pipe has no edge at which a line must end.
    private const int WidthOfFile = 200;

    private const int HeightOfFile = 24;

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>stdout takes control codes.</summary>
    public required bool DrawsOutput { get; init; }

    /// <summary>stderr takes control codes: progress may be redrawn in place.</summary>
    public required bool DrawsError { get; init; }

    /// <summary>False under NO_COLOR.</summary>
    public required bool Color { get; init; }

    /// <summary>Columns, asked anew each time because a window changes.</summary>
    public required Func<int> Width { get; init; }

    /// <summary>Columns of what goes to <see cref="Output"/> where that is no terminal; null: as <see cref="Width"/>.</summary>
    public int? FileWidth { get; init; }

    /// <summary>To be asked for first: what is opened before might take the place of a closed stream.</summary>
    public static Terminal OfProcess()
    {
        StandardStreams.Guard();
        var dumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new Terminal
        {
            Output = StandardStreams.OutputOr(Refuse),
            Error = Console.Error,
            DrawsOutput = !dumb && !Console.IsOutputRedirected,
            DrawsError = !dumb && !Console.IsErrorRedirected,
            Color = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Width = WidthOfProcess,
            FileWidth = Asked() ?? WidthOfFile,
        };
    }

    /// <summary>The same, with data going to <paramref name="text"/>, which is no terminal.</summary>
    public Terminal ToText(TextWriter text) => new()
    {
        Output = text,
        Error = Error,
        DrawsOutput = false,
        DrawsError = DrawsError,
        Color = Color,
        Width = Width,
        FileWidth = FileWidth,
    };

    /// <summary>For tables: wraps <see cref="Output"/>.</summary>
    public IAnsiConsole CreateDataConsole() => CreateConsole(Output, DrawsOutput);

    private IAnsiConsole CreateConsole(TextWriter writer, bool draws)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = draws ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = draws && Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            // Spectre would widen its abilities by what it knows of CI systems: a log is not a terminal.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = draws ? Width() : FileWidth ?? Width();
        if (!draws)
        {
            // Spectre would read the description of a terminal that is not there, only to learn this.
            console.Profile.Height = HeightOfFile;
        }

        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    // A reader that has gone is no fault: the console drops what it would have read.
    private static void Refuse(Exception exception) => throw new ExecutionException(
        $"standard output cannot be written: {(exception.InnerException ?? exception).Message.TrimEnd('.')}", exception);

    private static int WidthOfProcess()
    {
        var ofWindow = Console.IsOutputRedirected && Console.IsErrorRedirected ? 0 : Console.WindowWidth;
        return ofWindow > 0 ? Math.Max(ofWindow, NarrowestWidth) : Asked() ?? WidthWithoutTerminal;
    }

    private static int? Asked() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? Math.Max(columns, NarrowestWidth) : null;
}
