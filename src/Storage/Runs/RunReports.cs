using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Runs;

/// <summary>Assembles the report of a stored run.</summary>
public static class RunReports
{
    /// <summary>Fingerprints of the machines that measured a run, where known.</summary>
    public static async Task<HashSet<string>> MachinesAsync(this IRunHistory history, Guid runId, CancellationToken cancellationToken) =>
        (await history.WorkersAsync(runId, cancellationToken)).Where(worker => worker.Environment is not null)
        .Select(worker => worker.Fingerprint).ToHashSet(StringComparer.Ordinal);

    /// <returns>Null when there is no such run.</returns>
    public static async Task<RunReport?> ReportAsync(this IRunHistory history, Guid runId, CancellationToken cancellationToken)
    {
        if (await history.FindAsync(runId, cancellationToken) is not { } run)
        {
            return null;
        }

        var warmUps = await history.WarmUpsAsync(runId, cancellationToken);
        var series = SeriesReports.Create(run.Spec, await history.MeasurementsAsync(runId, cancellationToken));
        return new RunReport
        {
            RunId = runId,
            State = run.State,
            Spec = run.Spec,
            CreatedAt = run.CreatedAt,
            StartedAt = run.StartedAt,
            ResumedAt = run.ResumedAt,
            FinishedAt = run.FinishedAt,
            Workers = await history.WorkersAsync(runId, cancellationToken),
            Series = [.. series.Select(one => one with { WarmUp = warmUps.GetValueOrDefault((one.Workload, one.Provider)) ?? Unsaid(run.Spec, one) })],
        };
    }

    /// <summary>Zero if no warm-ups were asked for. Otherwise unknown: from an older version, or from workers that died before reporting.</summary>
    private static WarmUpCalls? Unsaid(RunSpec spec, SeriesReport series) =>
        spec.Workloads.First(workload => workload.Workload.Name == series.Workload).Workload.WarmUps == 0 ? new WarmUpCalls(0, 0) : null;
}
