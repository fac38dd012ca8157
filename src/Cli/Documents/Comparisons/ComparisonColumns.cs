using Persona.Bench.Cli.Documents.Formats.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>Several baselines side by side: one column each, beside the current values.</summary>
internal static class ComparisonColumns
{
    /// <summary>Renders one table for each workload, if all of them fit.</summary>
    public static bool TryRender(IAnsiConsole console, ComparisonDocument document)
    {
        var workloads = document.Baselines.SelectMany(baseline => baseline.Workloads).Select(workload => (workload.Workload, workload.Provider)).Distinct();
        var tables = workloads.Select(key => (Title: Title(document, key), Table: CreateTable(document, key))).ToArray();
        if (tables.Any(one => TableWidth.Measure(one.Table) > console.Profile.Width))
        {
            return false;
        }

        foreach (var (title, table) in tables)
        {
            console.Write(new Text(title + "\n"));
            console.Write(table);
        }

        return true;
    }

    private static string Title(ComparisonDocument document, (string, string?) key)
    {
        var columns = Find(document, key);
        var conditions = document.Baselines.Zip(columns, (baseline, column) => (baseline.Name, Line: column is null ? null : Conditions.Describe(column)))
            .Where(one => one.Line is not null).ToArray();
        var isSame = conditions.DistinctBy(one => one.Line).Count() == 1;
        return string.Join('\n', [
            Headline.Series(columns.First(one => one is not null)!),
            .. isSame ? [conditions[0].Line!] : conditions.Select(one => $"against {one.Name}: {one.Line}"),
        ]);
    }

    private static Table CreateTable(ComparisonDocument document, (string, string?) key)
    {
        var table = new Table { Border = TableBorder.Simple, Expand = false }.AddColumn("Metric").AddColumn(Right("Current"));
        foreach (var baseline in document.Baselines)
        {
            table.AddColumn(Right($"Baseline {Markup.Escape(baseline.Name)}\nChange\n95% interval\nStatus"));
        }

        var columns = Find(document, key);
        foreach (var name in columns.OfType<ComparedWorkloadDocument>().SelectMany(one => one.Metrics).Select(metric => metric.Metric).Distinct())
        {
            var cells = columns.Select(one => one?.Metrics.FirstOrDefault(metric => metric.Metric == name)).ToArray();
            var current = Array.Find(cells, cell => cell?.Current is not null);
            var title = cells.OfType<ComparedMetricDocument>().Select(Changes.Name).First();
            table.AddRow([new Text(title), new Text(MetricText.Value(current?.Current, current?.Unit ?? "")), .. cells.Select(Cell)]);
        }

        return table;
    }

    /// <summary>The workload in each baseline; null if a baseline does not have it.</summary>
    private static ComparedWorkloadDocument?[] Find(ComparisonDocument document, (string Workload, string? Provider) key) =>
        [.. document.Baselines.Select(baseline => baseline.Workloads.FirstOrDefault(one => (one.Workload, one.Provider) == key))];

    private static IRenderable Cell(ComparedMetricDocument? metric)
    {
        if (metric is null)
        {
            return new Text(Figures.Unknown);
        }

        string[] lines = [ShownValues.From(metric).Baseline, Changes.Change(metric), Changes.Interval(metric), Changes.StackedStatus(metric)];
        return new Text(string.Join('\n', lines.Where(line => line.Length > 0)), StatusStyle.Of(metric.Status));
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned().NoWrap();
}
