using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Worker.Inputs;

namespace Persona.Bench.Deploy.Tests.Servers;

/// <summary>A run as the command line submits and follows it: through the store alone.</summary>
internal static class SubmittedRun
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RunSpec> SpecOf(int iterations, RunProvider[] providers, bool keepText = false) => new()
    {
        Workloads =
        [
            new RunWorkload(
                BuiltInWorkloads.Quick with { Iterations = iterations },
                (await InputPool.LoadAsync(BuiltInWorkloads.Quick.Inputs, Repository.Root, Token)).Hash),
        ],
        Providers = providers,
        Seed = 7,
        PersonaVersion = "1.0.0",
        KeepText = keepText,
    };

    public static async Task<Guid> StartAsync(IStore submitter, RunSpec spec)
    {
        var queue = new RunQueue(submitter, TimeProvider.System);
        var runId = Guid.CreateVersion7();
        (await queue.PlanAsync(new PlannedRun(runId, spec, RunPlan.Create(spec), "tester"), Token)).ShouldBeTrue();
        (await queue.StartAsync(runId, Token)).ShouldBeTrue();
        return runId;
    }

    /// <returns>The run, once it has ended.</returns>
    public static async Task<StoredRun> EndedAsync(IStore reader, Guid runId, Func<string> services)
    {
        var history = new RunHistory(reader, TimeProvider.System);
        StoredRun? run = null;
        await Patience.UntilAsync(
            async () => (run = await history.FindAsync(runId, Token)) is { State: not (RunState.Planned or RunState.Running or RunState.Cancelling) },
            () => $"the run to end; it is {run?.State}, {run?.Measured} of {run?.Planned}; {services()}");
        return run!;
    }
}
