using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Accepts runs: plans and starts them, with this process as their owner.</summary>
public sealed class RunSubmission
{
    private readonly IRunQueue _queue;
    private readonly OwnedRuns _owned;
    private readonly WakeUpSignal _wakeUp;

    internal RunSubmission(IRunQueue queue, OwnedRuns owned, WakeUpSignal wakeUp) => (_queue, _owned, _wakeUp) = (queue, owned, wakeUp);

    /// <summary>Plans and starts a run under the caller's id. Idempotent.</summary>
    public async Task SubmitAsync(Guid runId, RunSpec spec, CancellationToken cancellationToken)
    {
        await _queue.PlanAsync(new PlannedRun(runId, spec, RunPlan.Create(spec), Environment.UserName), cancellationToken);
        await DriveAsync(runId, cancellationToken);
    }

    /// <summary>Starts a planned, stopped or abandoned run.</summary>
    /// <returns>False when its state allows no start.</returns>
    public async Task<bool> DriveAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (!await _queue.StartAsync(runId, cancellationToken))
        {
            return false;
        }

        _owned.Add(runId);
        _wakeUp.Raise();
        return true;
    }

    /// <summary>Completes when this process no longer owns the run, so that followers need not poll.</summary>
    public Task Ended(Guid runId) => _owned.Ended(runId);
}
