using Microsoft.Extensions.Logging;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Ends a run that has no open items: writes its metrics and its final state together, once.</summary>
internal sealed partial class RunCompletion(IRunQueue queue, IRunHistory history, ILogger<RunCompletion> logger)
{
    /// <returns>True when this call ended the run.</returns>
    public async Task<bool> TryCompleteAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (!await queue.IsDrainedAsync(runId, cancellationToken))
        {
            return false;
        }

        var spec = await history.SpecAsync(runId, cancellationToken) ?? throw new InvalidOperationException($"run {runId} is not in the store");
        var series = SeriesReports.Create(spec, await history.MeasuredValuesAsync(runId, cancellationToken));
        var state = series.Any(report => report.Errors.Values.Sum() == report.Measured) ? RunState.Failed : RunState.Completed;
        var metrics = series.Select(report => new SeriesMetrics(report.Workload, report.Provider, report.Metrics));
        if (!await queue.CompleteAsync(runId, new RunOutcome(state, [.. metrics]), cancellationToken))
        {
            return false;
        }

        Ended(runId, state);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} ended: {State}")]
    private partial void Ended(Guid runId, RunState state);
}
