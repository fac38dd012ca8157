using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Runs;

/// <summary>Puts together what is reported of a stored run.</summary>
public static class RunReports
{
    /// <returns>Null when there is no such run.</returns>
    public static async Task<RunReport?> ReportAsync(this IRunHistory history, Guid runId, CancellationToken cancellationToken)
    {
        if (await history.FindAsync(runId, cancellationToken) is not { } run)
        {
            return null;
        }

        return new RunReport
        {
            RunId = runId,
            State = run.State,
            Spec = run.Spec,
            CreatedAt = run.CreatedAt,
            StartedAt = run.StartedAt,
            FinishedAt = run.FinishedAt,
            Environments = await history.EnvironmentsAsync(runId, cancellationToken),
            Series = SeriesReports.Of(run.Spec, await history.MeasurementsAsync(runId, cancellationToken)),
        };
    }
}
