using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Verdicts;
using Spectre.Console;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>A comparison for the terminal: the verdict, the figures, the levels, and what to do next.</summary>
internal static class ComparisonTableView
{
    public static void Render(IAnsiConsole console, ComparisonDocument document)
    {
        console.Write(new Text(Headline.For(document) + "\n", StatusStyle.Of(document.Verdict)));
        RenderSides(console, document);
        console.WriteLine();
        RenderTables(console, document);
        ConsoleSection.Write(console, "Reasons:", Qualified(document, Remarks.Reasons));
        ConsoleSection.Write(console, "Samples:", Qualified(document, Remarks.Samples).Distinct());
        ConsoleSection.Write(console, "Thresholds:", Remarks.Thresholds(document).Append(Remarks.Rule(document)));
        ConsoleSection.Write(console, "Next:", NextSteps.For(document));
    }

    private static void RenderSides(IAnsiConsole console, ComparisonDocument document)
    {
        var grid = new Grid { Expand = false }.AddColumn(new GridColumn().NoWrap()).AddColumn();
        AddRow(grid, "Current", Headline.Side(document.Current));
        foreach (var baseline in document.Baselines)
        {
            AddRow(grid, "Baseline", Headline.Side(baseline));
            foreach (var notice in baseline.Notes.Concat(Headline.Differences(baseline)))
            {
                AddRow(grid, "Notice", notice);
            }
        }

        console.Write(grid);
    }

    // Several baselines are shown side by side if the window is wide enough.
    private static void RenderTables(IAnsiConsole console, ComparisonDocument document)
    {
        if (document.Baselines.Count > 1 && ComparisonColumns.TryRender(console, document))
        {
            return;
        }

        foreach (var baseline in document.Baselines)
        {
            foreach (var workload in baseline.Workloads)
            {
                var against = document.Baselines.Count > 1 ? $" against {baseline.Name}" : "";
                console.Write(new Text($"{Headline.Series(workload)}{against}, {Headline.Iterations(workload)}\n"));
                if (Conditions.Describe(workload) is { } conditions)
                {
                    console.Write(new Text($"{conditions}\n"));
                }

                console.Write(MetricTable.For(workload, console.Profile.Width));
            }
        }
    }

    private static IEnumerable<string> Qualified(ComparisonDocument document, Func<ComparedWorkloadDocument, IEnumerable<string>> remarks)
    {
        var single = document.Baselines.Count == 1 && document.Baselines[0].Workloads.Count == 1;
        return
            from baseline in document.Baselines
            from workload in baseline.Workloads
            from remark in remarks(workload)
            select single ? remark : $"{Headline.Series(workload)}{(document.Baselines.Count > 1 ? $" against {baseline.Name}" : "")}: {remark}";
    }

    private static void AddRow(Grid grid, string label, string value) => grid.AddRow(new Text(label), new Text(value));
}

/// <summary>Colours of verdicts and statuses. The words say the same without colours.</summary>
internal static class StatusStyle
{
    public static Style Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Color.Green,
        Verdict.Failure => Color.Red,
        _ => Color.Yellow,
    };

    public static Style Of(MetricStatus status) => status switch
    {
        MetricStatus.Failure => Color.Red,
        MetricStatus.Warning or MetricStatus.Inconclusive or MetricStatus.Missing => Color.Yellow,
        MetricStatus.Improved => Color.Green,
        MetricStatus.NotGated => Color.Grey,
        _ => Style.Plain,
    };
}
