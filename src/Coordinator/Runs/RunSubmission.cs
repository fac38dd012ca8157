using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>Takes runs in: plans and starts them, and has this process drive them.</summary>
public sealed class RunSubmission
{
    private readonly IRunQueue _queue;
    private readonly DrivenRuns _driven;
    private readonly Nudges _nudges;

    internal RunSubmission(IRunQueue queue, DrivenRuns driven, Nudges nudges) => (_queue, _driven, _nudges) = (queue, driven, nudges);

    /// <summary>Plans a run under the caller's id; doing so twice is doing so once.</summary>
    public async Task SubmitAsync(Guid runId, RunSpec spec, CancellationToken cancellationToken)
    {
        await _queue.PlanAsync(new PlannedRun(runId, spec, RunPlan.Of(spec), Environment.UserName), cancellationToken);
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

        _driven.Add(runId);
        _nudges.Nudge();
        return true;
    }

    /// <summary>Completes when this process drives the run no more, so that who follows it need not ask on and on.</summary>
    public Task Ended(Guid runId) => _driven.Ended(runId);
}
