using System.Globalization;
using Persona.Bench.Cli.Json;
using Persona.Bench.Core;
using Spectre.Console;

namespace Persona.Bench.Cli.Runs;

/// <summary>Stored runs, the newest first, as the caller ordered them.</summary>
internal static class RunListView
{
    private const int ShortId = 8;

    public static void Render(IAnsiConsole console, IReadOnlyList<RunSummary> runs)
    {
        if (runs.Count == 0)
        {
            console.WriteLine("No runs are stored yet; 'persona benchmark run --workload quick' makes one.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("Run").NoWrap()).AddColumn("State").AddColumn("Created (UTC)").AddColumn("Version");
        table.AddColumn("Workload").AddColumn("Provider").AddColumn(new TableColumn("Iterations").RightAligned().NoWrap());
        var idLength = IdLength(runs);
        foreach (var run in runs)
        {
            table.AddRow(Row(run, idLength));
        }

        console.Write(table);
    }

    public static string Json(IReadOnlyList<RunSummary> runs) =>
        JsonText.Of(new RunsDocument([.. runs.Select(Document)]), BenchJson.Default.RunsDocument);

    private static Text[] Row(RunSummary run, int idLength) =>
    [
        new(run.Name is { } name ? $"{run.RunId.ToString("N")[..idLength]}\n{name}" : run.RunId.ToString("N")[..idLength]),
        new(SnakeCase.Of(run.State)),
        new(run.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        new(run.PersonaVersion),
        new(string.Join(", ", run.Workloads)),
        new(string.Join(", ", run.Providers)),
        new(Iterations(run)),
    ];

    private static string Iterations(RunSummary run)
    {
        var count = run.Measured == run.Planned ? $"{run.Planned}" : $"{run.Measured}/{run.Planned}";
        return run.Failed == 0 ? count : $"{count}\n{run.Failed} failed";
    }

    // UUIDv7 begins with the time: runs of the same minute share their first digits.
    private static int IdLength(IReadOnlyList<RunSummary> runs)
    {
        var ids = runs.Select(run => run.RunId.ToString("N")).ToArray();
        return Enumerable.Range(ShortId, 32 - ShortId)
            .FirstOrDefault(length => ids.Select(id => id[..length]).Distinct(StringComparer.Ordinal).Count() == ids.Length, 32);
    }

    private static RunSummaryDocument Document(RunSummary run) => new()
    {
        RunId = run.RunId,
        Name = run.Name,
        State = SnakeCase.Of(run.State),
        PersonaVersion = run.PersonaVersion,
        CreatedAt = run.CreatedAt,
        FinishedAt = run.FinishedAt,
        Workloads = run.Workloads,
        Providers = run.Providers,
        Planned = run.Planned,
        Measured = run.Measured,
        Failed = run.Failed,
    };
}
