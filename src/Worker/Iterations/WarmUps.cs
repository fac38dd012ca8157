using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Providers;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Iterations that warm connections, caches and the just-in-time compiler, from the call to the store; the provider's limits hold for them too.</summary>
internal sealed class WarmUps(IterationExecutor executor, ResultRecorder recorder, CallPace pace)
{
    public async Task RunAsync(RunContext run, ClaimedItem item, CancellationToken callToken)
    {
        var count = run.Workload(item.Workload).WarmUps;
        for (var number = 0; number < count; number++)
        {
            if (await executor.WarmUpAsync(run, item, number, callToken) is { } result)
            {
                // The store knows no such item, and keeps nothing: the first who records would else wait for the compiler between two calls.
                await recorder.RecordAsync(result).WaitAsync(callToken);
            }

            // The slot came with leave for one call.
            await pace.MayCallAsync(item.Provider, callToken);
        }
    }
}
