using Persona.Bench.Cli.Documents.Formats.Json;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Core;
using Spectre.Console;

namespace Persona.Bench.Cli.Commands.Runs;

/// <summary>Stored runs, in the order of the caller.</summary>
internal static class RunListView
{
    private const int ShortId = 8;

    public static void Render(IAnsiConsole console, IReadOnlyList<RunSummary> runs)
    {
        if (runs.Count == 0)
        {
            console.WriteLine("No runs are stored yet; start one with 'persona benchmark run --workload quick'.");
            return;
        }

        var idLength = IdLength(runs);
        var table = Columns(runs, idLength);
        if (TableWidth.Measure(table) <= console.Profile.Width)
        {
            console.Write(table);
            return;
        }

        foreach (var run in runs)
        {
            RenderLines(console, run, idLength);
        }
    }

    public static string Json(IReadOnlyList<RunSummary> runs) =>
        JsonText.Serialize(new RunsDocument([.. runs.Select(Document)]), RunsJsonContext.Default.RunsDocument);

    private static Table Columns(IReadOnlyList<RunSummary> runs, int idLength)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Run", "Name", "State", "Started (UTC)", "Ended (UTC)", "Took", "Version", "Workload", "Provider");
        table.AddColumn(new TableColumn("Iterations").RightAligned());
        foreach (var run in runs)
        {
            string[] cells =
            [
                Id(run, idLength), run.Name ?? "", SnakeCase.Format(run.State), Minute(run.StartedAt), Minute(run.Times.Ended), Took(run),
                run.PersonaVersion, Workloads(run), Providers(run), Iterations(run),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        return table;
    }

    // For narrow windows: two lines for each run.
    private static void RenderLines(IAnsiConsole console, RunSummary run, int idLength)
    {
        var name = run.Name is { } given ? $" {given}," : "";
        console.Write(new Text($"{Id(run, idLength)}{name} {SnakeCase.Format(run.State)}, {Times(run)}\n"));
        var what = $"{run.PersonaVersion}: {Workloads(run)} on {Providers(run)}, {Iterations(run, " iterations")}";
        console.Write(new Padder(new Text(what), new Padding(2, 0, 0, 0)));
    }

    private static string Id(RunSummary run, int length) => run.RunId.ToString("N")[..length];

    private static string Minute(DateTimeOffset? at) => at is { } known ? RunTimes.Minute(known) : Figures.Unknown;

    private static string Took(RunSummary run) => run.Times.Took is { } took ? Figures.Format(took) : Figures.Unknown;

    private static string Times(RunSummary run)
    {
        string?[] parts =
        [
            run.StartedAt is { } started ? $"started {RunTimes.Minute(started)} UTC" : $"created {RunTimes.Minute(run.CreatedAt)} UTC",
            run.Times.Ended is { } ended ? $"ended {RunTimes.Minute(ended)} UTC" : null,
            run.Times.Took is { } took ? $"took {Figures.Format(took)}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string Workloads(RunSummary run) => string.Join(", ", run.Workloads);

    private static string Providers(RunSummary run) => string.Join(", ", run.Providers);

    private static string Iterations(RunSummary run, string unit = "")
    {
        var count = run.Measured == run.Planned ? $"{run.Planned}" : $"{run.Measured}/{run.Planned}";
        return run.Failed == 0 ? $"{count}{unit}" : $"{count}{unit} ({run.Failed} failed)";
    }

    // A UUIDv7 begins with the time, so runs of the same minute share their first digits.
    private static int IdLength(IReadOnlyList<RunSummary> runs)
    {
        var ids = runs.Select(run => run.RunId.ToString("N")).ToArray();
        return Enumerable.Range(ShortId, 32 - ShortId)
            .FirstOrDefault(length => ids.Select(id => id[..length]).Distinct(StringComparer.Ordinal).Count() == ids.Length, 32);
    }

    public static RunSummaryDocument Document(RunSummary run) => new()
    {
        RunId = run.RunId,
        Name = run.Name,
        State = SnakeCase.Format(run.State),
        PersonaVersion = run.PersonaVersion,
        CreatedAt = run.CreatedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        TookS = run.Times.Took?.TotalSeconds,
        Workloads = run.Workloads,
        Providers = run.Providers,
        Planned = run.Planned,
        Measured = run.Measured,
        Failed = run.Failed,
    };
}
