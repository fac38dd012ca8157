using System.Globalization;
using Persona.Bench.Cli.Documents.Formats.Json;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Baselines;
using Spectre.Console;

namespace Persona.Bench.Cli.Commands.List;

/// <summary>Baseline files in the order given.</summary>
internal static class BaselineListView
{
    /// <param name="console">Receives the list.</param>
    /// <param name="folder">The folder, for the case that it has no baselines.</param>
    /// <param name="baselines">The files found.</param>
    /// <param name="verbose">One line per workload, and the machine.</param>
    public static void Render(IAnsiConsole console, string folder, IReadOnlyList<BaselineEntry> baselines, bool verbose)
    {
        if (baselines.Count == 0)
        {
            console.WriteLine($"No baselines in {Shown(folder)} yet; 'persona benchmark capture' writes one.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("Baseline").NoWrap()).AddColumn(new TableColumn("Captured (UTC)")).AddColumn("Version");
        table.AddColumn("Workloads");
        if (verbose)
        {
            table.AddColumn("Machine");
        }

        foreach (var entry in baselines)
        {
            table.AddRow(entry.Baseline is { } baseline ? Row(entry.Name, baseline, verbose) : [new(entry.Name), new(""), new(""), new("cannot be read")]);
        }

        console.Write(table);
        RenderProblems(console, baselines);
    }

    public static string Json(IReadOnlyList<BaselineEntry> baselines) =>
        JsonText.Serialize(new BaselinesDocument([.. baselines.Select(Document)]), BaselinesJsonContext.Default.BaselinesDocument);

    private static string Shown(string folder) => Path.IsPathRooted(folder) || folder.StartsWith('.') ? folder : $"./{folder}";

    private static Text[] Row(string name, Baseline baseline, bool verbose)
    {
        Text[] row =
        [
            new(name),
            new(baseline.CapturedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
            new(baseline.Version),
            new(verbose
                ? string.Join('\n', baseline.Workloads.Select(workload => Details(workload.Key, workload.Value)))
                : string.Join(", ", baseline.Workloads.Keys)),
        ];
        return verbose ? [.. row, new(Machine(baseline.Environment))] : row;
    }

    private static string Details(string key, BaselineWorkload workload)
    {
        var iterations = Figures.Count(workload.Iterations, "iteration", "iterations");
        var samples = workload.Samples.Count > 0 ? "" : ", no raw values";
        var median = workload.Metrics.GetValueOrDefault("generation_latency_p50") is { } latency ? $", p50 {Figures.Format(latency)} ms" : "";
        return $"{key}: {iterations}{median}{samples}";
    }

    private static string Machine(IReadOnlyDictionary<string, string> environment)
    {
        string[] known = ["platform", "cpu", "os"];
        return string.Join(", ", known.Select(key => environment.GetValueOrDefault(key)).OfType<string>());
    }

    private static void RenderProblems(IAnsiConsole console, IReadOnlyList<BaselineEntry> baselines)
    {
        foreach (var entry in baselines.Where(entry => entry.Problem is not null))
        {
            console.Write(new Text($"{entry.Name}: {entry.Problem}\n"));
        }
    }

    private static BaselineDocument Document(BaselineEntry entry) => new()
    {
        Name = entry.Name,
        Path = entry.Path,
        Version = entry.Baseline?.Version,
        CapturedAt = entry.Baseline?.CapturedAt,
        Environment = entry.Baseline?.Environment,
        Workloads = entry.Baseline?.Workloads.ToDictionary(pair => pair.Key, pair => Document(pair.Value)),
        Problem = entry.Problem,
    };

    private static BaselineWorkloadDocument Document(BaselineWorkload workload) => new()
    {
        Description = workload.Description,
        Iterations = workload.Iterations,
        Provider = workload.Provider,
        ProviderKind = workload.ProviderKind,
        Model = workload.Model,
        Concurrency = workload.Concurrency,
        Workers = workload.Workers,
        HasSamples = workload.Samples.Count > 0,
        Metrics = workload.Metrics,
    };
}
