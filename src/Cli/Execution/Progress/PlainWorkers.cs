using Persona.Bench.Storage.Runs;
using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Cli.Execution.Progress;

/// <summary>Workers for logs: a line when one joins, is lost, comes back, or ends.</summary>
internal sealed class PlainWorkers
{
    private readonly Dictionary<string, WorkerStatus?> _seen = new(StringComparer.Ordinal);

    public IEnumerable<string> Next(IReadOnlyList<RunWorker> workers)
    {
        var lines = new List<string>();
        foreach (var worker in workers)
        {
            var now = worker.Worker?.Status;
            if (!_seen.TryGetValue(worker.WorkerId, out var before))
            {
                lines.AddRange(First(worker, now));
            }
            else if (before != now && now is { } status)
            {
                lines.Add($"worker {WorkerLines.Name(worker)} {Change(status, worker)}");
            }

            _seen[worker.WorkerId] = now;
        }

        return lines;
    }

    // Workers that were gone from the start are not reported.
    private static IEnumerable<string> First(RunWorker worker, WorkerStatus? now) =>
        now is WorkerStatus.Ready or WorkerStatus.Draining || worker.InFlight > 0 ? [$"worker {WorkerLines.Name(worker)} joined"] : [];

    private static string Change(WorkerStatus now, RunWorker worker) => now switch
    {
        WorkerStatus.Lost => worker.InFlight > 0 ? $"is lost; {worker.InFlight} in flight will be measured again" : "is lost",
        WorkerStatus.Draining => "is draining: it finishes its calls and takes no more",
        WorkerStatus.Stopped => "has stopped",
        _ => "is back",
    };
}
