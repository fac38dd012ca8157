using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Providers;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Warms connections, caches and the just-in-time compiler, from the call to the store. The provider's limits apply to warm-ups too.</summary>
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
            // Calls that were made are paid for.
            _ = accounts.TellAsync(part);
            throw;
        }

        // Completes before the first measurement is recorded, and so before the run can end.
        await accounts.TellAsync(part).WaitAsync(callToken);
    }

    private async Task RunAsync(RunContext run, ClaimedItem item, int count, WarmUpAccount account, CancellationToken callToken)
    {
        for (var number = 0; number < count; number++)
        {
            if (await executor.WarmUpAsync(run, item, number, account, callToken) is { } result)
            {
                // The store has no such item and keeps nothing. This compiles the recording path, which would otherwise delay the first real result.
                await recorder.RecordAsync(result).WaitAsync(callToken);
            }

            // The slot came with a rate-limit permit for one call only.
            await pace.MayCallAsync(item.Provider, callToken);
        }
    }
}
