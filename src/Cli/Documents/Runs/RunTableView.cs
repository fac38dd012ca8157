using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Statistics;
using Spectre.Console;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>A run's results for the terminal: the facts, the figures with their intervals, and the notes.</summary>
/// <param name="unitOf">The unit of a metric by its name, <c>ms</c>; empty if it has none.</param>
internal sealed class RunTableView(Func<string, string> unitOf)
{
    public void Render(IAnsiConsole console, RunReport report)
    {
        RunHeaderView.Render(console, report);
        console.WriteLine();
        foreach (var series in report.Series.GroupBy(one => one.Workload))
        {
            RenderWorkload(console, [.. series]);
        }

        RunNotesView.Render(console, report);
    }

    // A table that has to wrap its figures is worse than one block for each provider. Tables end with an empty line.
    private void RenderWorkload(IAnsiConsole console, IReadOnlyList<SeriesReport> series)
    {
        var comparison = series.Count > 1 ? ProviderColumns(series) : null;
        if (comparison is not null && Fits(console, comparison))
        {
            console.WriteLine(series[0].Workload);
            console.Write(comparison);
            return;
        }

        foreach (var one in series)
        {
            console.WriteLine($"{one.Workload} on {one.Provider} ({one.Model}), {Iterations(one)}");
            var wide = IntervalColumns(one);
            console.Write(Fits(console, wide) ? wide : IntervalLines(one));
        }
    }

    private Table IntervalColumns(SeriesReport series)
    {
        var table = Plain().AddColumn("Metric");
        table.AddColumn(Right("Value")).AddColumn(Right("95% interval")).AddColumn(Right("n"));
        foreach (var metric in series.Metrics)
        {
            table.AddRow(
                Markup.Escape(metric.Metric),
                Value(metric),
                metric is { Value: not null, Interval: { } interval } ? Range(metric.Metric, interval) : "",
                metric.Value is null ? "" : $"{metric.Count}");
        }

        return table;
    }

    // For narrow windows: the interval below its value.
    private Table IntervalLines(SeriesReport series)
    {
        var table = Plain().AddColumn("Metric");
        table.AddColumn(Right("Value\n95% interval")).AddColumn(Right("n"));
        foreach (var metric in series.Metrics)
        {
            table.AddRow(
                Markup.Escape(metric.Metric),
                metric is { Value: not null, Interval: { } interval } ? $"{Value(metric)}\n{Range(metric.Metric, interval)}" : Value(metric),
                metric.Value is null ? "" : $"{metric.Count}");
        }

        return table;
    }

    private Table ProviderColumns(IReadOnlyList<SeriesReport> series)
    {
        var table = Plain().AddColumn("Metric");
        foreach (var one in series)
        {
            table.AddColumn(Right($"{Markup.Escape(one.Provider)}\n{Markup.Escape(one.Model)}\n{Iterations(one)}"));
        }

        foreach (var name in series.SelectMany(one => one.Metrics).Select(metric => metric.Metric).Distinct())
        {
            table.AddRow([Markup.Escape(name), .. series.Select(one => Cell(one.Metrics.FirstOrDefault(metric => metric.Metric == name)))]);
        }

        return table;
    }

    private string Cell(MetricValue? metric) => metric switch
    {
        { Value: not null, Interval: { } interval } => $"{Value(metric)} ({Range(metric.Metric, interval)})",
        not null => Value(metric),
        null => Figures.Unknown,
    };

    private string Value(MetricValue metric)
    {
        if (metric.Value is not { } value)
        {
            return Figures.Unknown;
        }

        var (factor, unit) = Scale(metric.Metric);
        return unit.Length > 0 ? $"{Figures.Format(factor * value)} {Markup.Escape(unit)}" : Figures.Format(value);
    }

    private string Range(string metric, Interval interval)
    {
        var factor = Scale(metric).Factor;
        return $"{Figures.Format(factor * interval.Lower)} … {Figures.Format(factor * interval.Upper)}";
    }

    // A share reads better as a percentage; files and JSON keep the ratio.
    private (double Factor, string Unit) Scale(string metric) => unitOf(metric) is "ratio" ? (100, "%") : (1, unitOf(metric));

    private static string Iterations(SeriesReport series) => series.Measured == series.Planned
        ? Figures.Count(series.Planned, "iteration", "iterations")
        : $"{series.Measured} of {series.Planned} iterations";

    private static Table Plain() => new() { Border = TableBorder.Simple, Expand = false };

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned().NoWrap();

    private static bool Fits(IAnsiConsole console, Table table) => TableWidth.Measure(table) <= console.Profile.Width;
}
