using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Cli.Execution.Progress;

/// <summary>The workers, one line each, none wider than the given width.</summary>
internal static class WorkerLines
{
    /// <summary>More would push the progress out of the window.</summary>
    private const int Most = 8;

    public static IReadOnlyList<string> Render(IReadOnlyList<RunWorker> workers, int width)
    {
        var shown = workers.OrderByDescending(worker => worker.InFlight).ThenByDescending(worker => worker.Measured).Take(Most)
            .OrderBy(worker => worker.WorkerId, StringComparer.Ordinal).ToArray();
        var name = shown.Select(worker => Name(worker).Length).DefaultIfEmpty().Max();
        var lines = shown.Select(worker => $"  {Name(worker).PadRight(name)}  {State(worker)}");
        return [.. (workers.Count > Most ? lines.Append($"  … and {workers.Count - Most} more") : lines).Select(line => Cut(line, width))];
    }

    public static string Name(RunWorker worker) => Printable.Line(worker.WorkerId);

    private static string State(RunWorker worker)
    {
        var figures = $"{worker.Measured} measured, {worker.InFlight} in flight";
        return worker.Worker?.Status switch
        {
            WorkerStatus.Lost => $"{figures}, lost",
            WorkerStatus.Draining => $"{figures}, draining",
            WorkerStatus.Stopped => $"{figures}, stopped",
            _ => figures,
        };
    }

    private static string Cut(string line, int width) => line.Length <= width ? line : line[..Math.Max(0, width - 1)] + "…";
}
