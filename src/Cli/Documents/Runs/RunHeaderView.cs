using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Spectre.Console;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>The facts of a run, above its figures.</summary>
internal static class RunHeaderView
{
    public const string EmulatedNotice = "emulated provider: latencies are invented, not a real model's";

    /// <summary>For every kind of provider, this program makes the calls.</summary>
    public const string MemoryNotice = "memory is that of Persona.Bench itself, which calls the provider, and not of Persona";

    public static void Render(IAnsiConsole console, RunReport report)
    {
        var spec = report.Spec;
        var grid = new Grid { Expand = false }.AddColumn(new GridColumn().NoWrap()).AddColumn();
        AddRow(grid, "Run", spec.Name is { } name ? $"{name} ({report.RunId})" : $"{report.RunId}");
        AddRow(grid, "State", SnakeCase.Format(report.State));
        AddRows(grid, RunTimes.From(report).Lines());
        AddRow(grid, "Persona", Version(spec));
        AddRow(grid, "Workload", string.Join(", ", spec.Workloads.Select(one => one.Workload.Name)));
        AddRows(grid, RunConditions.Lines(report));
        AddRow(grid, "Machine", Machines(MachineLines.For(report.Workers)));
        if (IsEmulated(spec))
        {
            AddRow(grid, "Notice", EmulatedNotice);
        }

        if (HasMemory(report))
        {
            AddRow(grid, "Notice", MemoryNotice);
        }

        console.Write(grid);
    }

    public static bool IsEmulated(RunSpec spec) =>
        spec.Providers.Any(one => string.Equals(one.Kind, nameof(ProviderKind.Emulated), StringComparison.OrdinalIgnoreCase));

    public static bool HasMemory(RunReport report) =>
        report.Series.Any(series => series.Metrics.Any(metric => metric.Value is not null && MetricCatalog.IsMemory(metric.Metric)));

    private static string Version(RunSpec spec)
    {
        var commit = spec.GitCommit is { } hash ? $", commit {hash[..Math.Min(hash.Length, 10)]}" : "";
        return $"{spec.PersonaVersion}{commit}{(spec.GitDirty == true ? " with uncommitted changes" : "")}";
    }

    private static string Machines(IReadOnlyList<string> machines) => machines switch
    {
        [] => Figures.Unknown,
        [var only] => only,
        _ => $"{machines.Count} different: {string.Join("; ", machines)}",
    };

    private static void AddRows(Grid grid, IEnumerable<(string Label, string Value)> rows)
    {
        foreach (var (label, value) in rows)
        {
            AddRow(grid, label, value);
        }
    }

    private static void AddRow(Grid grid, string label, string value) => grid.AddRow(new Text(label), new Text(value));
}
