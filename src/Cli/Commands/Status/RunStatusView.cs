using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Core;
using Persona.Bench.Storage.Runs;
using Spectre.Console;

namespace Persona.Bench.Cli.Commands.Status;

/// <summary>One run for the terminal: its progress, who works on it, and who could.</summary>
internal static class RunStatusView
{
    public static void Render(IAnsiConsole console, RunStatus status)
    {
        var grid = new Grid { Expand = false }.AddColumn(new GridColumn().NoWrap()).AddColumn();
        AddRow(grid, "Run", status.Run.Spec.Name is { } name ? $"{name} ({status.Run.RunId})" : $"{status.Run.RunId}");
        AddRow(grid, "State", State(status.Run));
        foreach (var (label, value) in TimesOf(status.Run).Lines())
        {
            AddRow(grid, label, value);
        }

        if (!status.Run.State.HasEnded())
        {
            AddRow(grid, "Live", string.Join("; ", status.Run.Spec.Providers.Select(provider => Serving(provider.Name, status.Activity))));
            foreach (var refusal in status.Activity.Refusals.Select(refusal => $"{refusal.WorkerId}: {refusal.Reason}").Distinct())
            {
                AddRow(grid, "Unfit", refusal);
            }

            foreach (var wait in status.Waits)
            {
                AddRow(grid, "Waits", wait.Sentence);
            }
        }

        console.Write(grid);
        console.WriteLine();
        foreach (var series in status.Progress.Series)
        {
            console.Write(new Text($"{ProgressLines.Plain(series)}{InFlight(status.InFlight(series))}\n"));
        }

        if (status.Activity.Workers.Count > 0)
        {
            RenderWorkers(console, status.Activity.Workers);
        }
    }

    private static void RenderWorkers(IAnsiConsole console, IReadOnlyList<RunWorker> workers)
    {
        var table = Workers(workers);
        if (TableWidth.Measure(table) <= console.Profile.Width)
        {
            console.Write(table);
            return;
        }

        console.WriteLine();
        foreach (var line in WorkerLines.Render(workers, console.Profile.Width))
        {
            console.Write(new Text($"{line}\n"));
        }
    }

    private static string State(StoredRun run) =>
        $"{SnakeCase.Format(run.State)}, {run.Measured} of {Figures.Count(run.Planned, "iteration", "iterations")} measured";

    private static RunTimes TimesOf(StoredRun run) => new(run.State, run.CreatedAt, run.StartedAt, run.ResumedAt, run.FinishedAt);

    private static string Serving(string provider, RunActivity activity)
    {
        var workers = activity.Serving(provider).ToArray();
        return workers.Length == 0
            ? $"no live worker for {provider}"
            : $"{Figures.Count(workers.Length, "worker", "workers")} for {provider} ({Figures.Count(workers.Sum(worker => worker.Slots), "slot", "slots")})";
    }

    private static string InFlight(int count) => count > 0 ? $", {count} in flight" : "";

    private static Table Workers(IReadOnlyList<RunWorker> workers)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Worker", "State");
        table.AddColumn(new TableColumn("Measured").RightAligned());
        table.AddColumn(new TableColumn("In flight").RightAligned());
        table.AddColumn("Last seen");
        foreach (var worker in workers)
        {
            string[] cells =
            [
                WorkerLines.Name(worker),
                worker.Worker is { } known ? SnakeCase.Format(known.Status) : "unknown",
                $"{worker.Measured}",
                $"{worker.InFlight}",
                worker.Worker is { } seen ? $"{Figures.Format(seen.SeenAgo)} ago" : Figures.Unknown,
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static void AddRow(Grid grid, string label, string value) => grid.AddRow(new Text(label), new Text(value));
}
