using Persona.Bench.Cli.Documents.Formats.Json;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Workers;
using Spectre.Console;

namespace Persona.Bench.Cli.Commands.Workers;

/// <summary>Workers, in the order of the caller.</summary>
internal static class WorkerListView
{
    private const int ShortFingerprint = 8;
    private const int LongestText = 60;

    public static void Render(IAnsiConsole console, IReadOnlyList<StoredWorker> workers)
    {
        if (workers.Count == 0)
        {
            console.WriteLine("No workers; workers register when they start. --all lists those that have stopped.");
            return;
        }

        var table = Columns(workers);
        if (TableWidth.Measure(table) <= console.Profile.Width)
        {
            console.Write(table);
            return;
        }

        foreach (var worker in workers)
        {
            RenderLines(console, worker);
        }
    }

    public static string Json(IReadOnlyList<StoredWorker> workers) =>
        JsonText.Serialize(new WorkersDocument([.. workers.Select(Document)]), WorkersJsonContext.Default.WorkersDocument);

    private static Table Columns(IReadOnlyList<StoredWorker> workers)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Worker", "State", "Providers");
        table.AddColumn(new TableColumn("Slots").RightAligned());
        table.AddColumn(new TableColumn("Busy").RightAligned());
        table.AddColumns("Labels", "Version", "Machine", "Last seen");
        foreach (var worker in workers)
        {
            string[] cells =
            [
                Name(worker), SnakeCase.Format(worker.Status), Providers(worker), $"{worker.Slots}", $"{worker.Busy}", Labels(worker),
                Text(worker.Version), Fingerprint(worker), Seen(worker),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        return table;
    }

    // For narrow windows: two lines for each worker.
    private static void RenderLines(IAnsiConsole console, StoredWorker worker)
    {
        console.Write(new Text($"{Name(worker)} {SnakeCase.Format(worker.Status)}, {worker.Busy} of {worker.Slots} slots busy, seen {Seen(worker)}\n"));
        var labels = worker.Labels.Count > 0 ? $", {Labels(worker)}" : "";
        var what = $"serves {Providers(worker)}{labels}; version {Text(worker.Version)}, machine {Fingerprint(worker)}";
        console.Write(new Padder(new Text(what), new Padding(2, 0, 0, 0)));
    }

    private static string Name(StoredWorker worker) => Text(worker.WorkerId);

    private static string Providers(StoredWorker worker) => Text(string.Join(", ", worker.Providers));

    private static string Labels(StoredWorker worker) => Text(string.Join(", ", worker.Labels.Select(label => $"{label.Key}={label.Value}")));

    private static string Fingerprint(StoredWorker worker)
    {
        var hash = worker.Fingerprint[(worker.Fingerprint.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return Text(hash[..Math.Min(ShortFingerprint, hash.Length)]);
    }

    private static string Seen(StoredWorker worker) => $"{Figures.Format(worker.SeenAgo)} ago";

    // Workers write these texts themselves, so nothing in them may control the terminal.
    private static string Text(string text) => Printable.Line(text, LongestText);

    private static WorkerDocument Document(StoredWorker worker) => new()
    {
        WorkerId = worker.WorkerId,
        State = SnakeCase.Format(worker.Status),
        Providers = worker.Providers,
        Slots = worker.Slots,
        Busy = worker.Busy,
        Labels = worker.Labels,
        Version = worker.Version,
        Fingerprint = worker.Fingerprint,
        SeenAt = worker.SeenAt,
    };
}
