using Persona.Bench.Cli.Documents.Formats.Text;
using Spectre.Console;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>The metrics of one workload. Columns that do not fit side by side are stacked.</summary>
internal static class MetricTable
{
    public static Table For(ComparedWorkloadDocument workload, int width)
    {
        var wide = Wide(workload);
        if (TableWidth.Measure(wide) <= width)
        {
            return wide;
        }

        var stacked = Stacked(workload);
        return TableWidth.Measure(stacked) <= width ? stacked : Narrow(workload);
    }

    private static Table Wide(ComparedWorkloadDocument workload)
    {
        var table = Plain().AddColumn("Metric").AddColumn(Right("Baseline")).AddColumn(Right("Current")).AddColumn(Right("Change"))
            .AddColumn(Right("95% interval")).AddColumn(new TableColumn("Status").NoWrap());
        foreach (var metric in workload.Metrics)
        {
            var values = ShownValues.From(metric);
            table.AddRow(
                new Text(Changes.Name(metric)),
                new Text(values.Baseline),
                new Text(values.Current),
                new Text(Changes.Change(metric)),
                new Text(Changes.Interval(metric)),
                Status(Changes.Status(metric), metric));
        }

        return table;
    }

    private static Table Stacked(ComparedWorkloadDocument workload)
    {
        var table = Plain().AddColumn("Metric\nBaseline → Current").AddColumn(Right("Change\n95% interval")).AddColumn(new TableColumn("Status").NoWrap());
        foreach (var metric in workload.Metrics)
        {
            table.AddRow(
                new Text($"{Changes.Name(metric)}\n{Values(metric)}"),
                new Text($"{Changes.Change(metric)}\n{Changes.Interval(metric)}".TrimEnd('\n')),
                Status(Changes.StackedStatus(metric), metric));
        }

        return table;
    }

    private static Table Narrow(ComparedWorkloadDocument workload)
    {
        var table = Plain().AddColumn("Metric\nBaseline → Current\n95% interval").AddColumn(Right("Change\nStatus"));
        foreach (var metric in workload.Metrics)
        {
            table.AddRow(
                new Text($"{Changes.Name(metric)}\n{Values(metric)}\n{Changes.Interval(metric)}".TrimEnd('\n')),
                Status($"{Changes.Change(metric)}\n{Changes.StackedStatus(metric)}", metric));
        }

        return table;
    }

    private static string Values(ComparedMetricDocument metric)
    {
        var values = ShownValues.From(metric);
        return $"{values.Baseline} → {values.Current}";
    }

    private static Text Status(string text, ComparedMetricDocument metric) => new Text(text, StatusStyle.Of(metric.Status));

    private static Table Plain() => new() { Border = TableBorder.Simple, Expand = false };

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned().NoWrap();
}
