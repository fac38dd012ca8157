using Persona.Bench.Cli.Commands.Runs;
using Persona.Bench.Cli.Documents.Formats.Json;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Core;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Cli.Commands.Status;

/// <summary>The status of runs as JSON.</summary>
internal static class StatusJson
{
    public static string List(IReadOnlyList<RunSummary> runs) =>
        JsonText.Serialize(new StatusDocument([.. runs.Select(RunListView.Document)]), StatusJsonContext.Default.StatusDocument);

    public static string One(RunStatus status) => JsonText.Serialize(
        new RunStatusDocument
        {
            Run = RunListView.Document(RunSummary.From(status.Run)),
            Series = [.. status.Progress.Series.Select(series => Document(status, series))],
            Workers = [.. status.Activity.Workers.Select(Document)],
            Providers = [.. status.Run.Spec.Providers.Select(provider => Document(provider.Name, [.. status.Activity.Serving(provider.Name)]))],
            Waits = [.. status.Waits.Select(Document)],
            Refusals = [.. status.Activity.Refusals.Select(refusal => new RefusalDocument(refusal.WorkerId, refusal.Workload, refusal.Provider, refusal.Reason))],
        },
        StatusJsonContext.Default.RunStatusDocument);

    private static SeriesStatusDocument Document(RunStatus status, SeriesProgress series) => new()
    {
        Workload = series.Workload,
        Provider = series.Provider,
        Planned = series.Planned,
        Measured = series.Measured,
        Failed = series.Failed,
        InFlight = status.InFlight(series),
        Pending = status.Pending(series),
        PerSecond = series.PerSecond,
        LeftS = series.Left?.TotalSeconds,
    };

    private static WorkerStatusDocument Document(RunWorker worker) => new(
        worker.WorkerId, worker.Worker is { } known ? SnakeCase.Format(known.Status) : null, worker.Measured, worker.InFlight, worker.Worker?.SeenAt);

    private static WaitDocument Document(CapacityWait wait) =>
        new(wait.Provider, wait.MostAtOnce, [.. wait.Calls.Select(held => new InFlightCallsDocument(held.WorkerId, held.RunId, held.Calls))]);

    private static ProviderStatusDocument Document(string provider, IReadOnlyList<StoredWorker> serving) =>
        new(provider, serving.Count, serving.Sum(worker => worker.Slots));
}
