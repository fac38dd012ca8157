using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Hosting.Streams;
using Spectre.Console;

namespace Persona.Bench.Cli.Shell.Terminals;

/// <summary>The output streams, and what can be drawn on them. Data goes to stdout, everything else to stderr.</summary>
internal sealed class Terminal
{
    private const int WidthWithoutTerminal = 80;

    private const int NarrowestWidth = 40;

    // Files and pipes have no edge at which lines must be wrapped.
    private const int WidthOfFile = 200;

    private const int HeightOfFile = 24;

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>stdout accepts control codes.</summary>
    public required bool DrawsOutput { get; init; }

    /// <summary>stderr accepts control codes: progress can be redrawn in place.</summary>
    public required bool DrawsError { get; init; }

    /// <summary>False under NO_COLOR.</summary>
    public required bool Color { get; init; }

    /// <summary>Width in columns, read each time because windows are resized.</summary>
    public required Func<int> Width { get; init; }

    /// <summary>Width in columns of <see cref="Output"/> if it is not a terminal; null: as <see cref="Width"/>.</summary>
    public int? FileWidth { get; init; }

    /// <summary>To be called first: a file opened earlier could take the descriptor of a closed stream.</summary>
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

    /// <summary>A copy that writes data to <paramref name="text"/>, which is not a terminal.</summary>
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
            // Spectre would enable more on CI systems that it knows, but a log is not a terminal.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = draws ? Width() : FileWidth ?? Width();
        if (!draws)
        {
            // Otherwise Spectre reads the description of a terminal that is not there.
            console.Profile.Height = HeightOfFile;
        }

        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    // A closed pipe is not an error: the console drops what nobody reads.
    private static void Refuse(Exception exception) => throw new ExecutionException(
        $"cannot write to standard output: {(exception.InnerException ?? exception).Message.TrimEnd('.')}", exception);

    private static int WidthOfProcess()
    {
        var ofWindow = Console.IsOutputRedirected && Console.IsErrorRedirected ? 0 : Console.WindowWidth;
        return ofWindow > 0 ? Math.Max(ofWindow, NarrowestWidth) : Asked() ?? WidthWithoutTerminal;
    }

    private static int? Asked() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? Math.Max(columns, NarrowestWidth) : null;
}
