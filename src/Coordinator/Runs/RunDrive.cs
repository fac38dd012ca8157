using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Coordinator.Dispatch;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Advances a run: cancel, reconcile, dispatch or complete.</summary>
internal sealed partial class RunDrive(
    IRunQueue queue, Dispatcher dispatcher, RunCompletion completion, IOptions<CoordinatorOptions> options, ILogger<RunDrive> logger)
{
    /// <returns>True when the run has ended.</returns>
    public async Task<bool> StepAsync(OpenRun run, IReadOnlyList<LiveWorker> workers, bool reconcile, CancellationToken cancellationToken)
    {
        if (run.State == RunState.Cancelling)
        {
            return await queue.CancelAsync(run.RunId, now: false, cancellationToken) != RunState.Cancelling;
        }

        var repeated = 0;
        if (reconcile && await queue.ReconcileAsync(run.RunId, options.Value.HintStaleAfter, cancellationToken) is { IsNothing: false } found)
        {
            Reconciled(run.RunId, found.Repeated, found.GivenUp, found.HintsForgotten);
            repeated = found.Repeated;
        }

        await dispatcher.DispatchAsync(run.RunId, workers, repeated, cancellationToken);
        return await completion.TryCompleteAsync(run.RunId, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: {Repeated} items repeated, {GivenUp} given up, {HintsForgotten} hints to resend")]
    private partial void Reconciled(Guid runId, int repeated, int givenUp, int hintsForgotten);
}
