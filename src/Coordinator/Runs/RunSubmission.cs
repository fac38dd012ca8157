using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Takes runs in: plans and starts them, and has this process drive them.</summary>
public sealed class RunSubmission
{
    private readonly IRunQueue _queue;
    private readonly OwnedRuns _owned;
    private readonly WakeUpSignal _wakeUp;

    internal RunSubmission(IRunQueue queue, OwnedRuns owned, WakeUpSignal wakeUp) => (_queue, _owned, _wakeUp) = (queue, owned, wakeUp);

    /// <summary>Plans a run under the caller's id; doing so twice is doing so once.</summary>
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
        _wakeUp.Nudge();
        return true;
    }

    /// <summary>Completes when this process drives the run no more, so that who follows it need not ask on and on.</summary>
    public Task Ended(Guid runId) => _owned.Ended(runId);
}
