using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Providers;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Iterations that warm connections, caches and the just-in-time compiler, from the call to the store; the provider's limits hold for them too.</summary>
internal sealed class WarmUps(IterationExecutor executor, ResultRecorder recorder, WarmUpAccounts accounts, ProviderRateLimiter pace)
{
    public async Task RunAsync(RunContext run, ClaimedItem item, CancellationToken callToken)
    {
        var count = run.Workload(item.Workload).WarmUps;
        if (count == 0)
        {
            return;
        }

        var part = new SeriesKey(item.RunId, item.Workload, item.Provider);
        try
        {
            await RunAsync(run, item, count, accounts.Of(part), callToken);
        }
        catch
        {
            // What was called is paid.
            _ = accounts.TellAsync(part);
            throw;
        }

        // Before the first measurement is recorded, and so before the run can end.
        await accounts.TellAsync(part).WaitAsync(callToken);
    }

    private async Task RunAsync(RunContext run, ClaimedItem item, int count, WarmUpAccount account, CancellationToken callToken)
    {
        for (var number = 0; number < count; number++)
        {
            if (await executor.WarmUpAsync(run, item, number, account, callToken) is { } result)
            {
                // The store knows no such item, and keeps nothing: the first who records would else wait for the compiler between two calls.
                await recorder.RecordAsync(result).WaitAsync(callToken);
            }

            // The slot came with leave for one call.
            await pace.MayCallAsync(item.Provider, callToken);
        }
    }
}
