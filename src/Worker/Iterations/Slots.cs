using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Worker.Iterations;

/// <summary>
/// What an iteration must have before it is claimed: a place among its provider's calls and in its workload's concurrency, one
/// of the worker's own slots, and leave to call (calls per minute). What a provider takes over all workers is asked of the store.
/// </summary>
internal sealed class Slots(IOptions<WorkerOptions> options, ProviderRateLimiter pace) : IDisposable
{
    private readonly ConcurrencyLimiter _worker = Concurrency(options.Value.Slots);
    private readonly ConcurrentDictionary<string, RateLimiter> _providers = new();

    /// <summary>Waits until the iteration may start.</summary>
    public async Task<IDisposable> AcquireAsync(RunContext run, string workload, string provider, CancellationToken cancellationToken)
    {
        // Those of the store hold here too; knowing that saves asking it again and again.
        RateLimiter[] ofProvider = MostAtOnce(provider) is { } most ? [_providers.GetOrAdd(provider, _ => Concurrency(most))] : [];
        RateLimiter[] limiters = [.. ofProvider, run.Concurrency(workload), _worker];
        var slot = new Slot(limiters.Length);
        try
        {
            foreach (var limiter in limiters)
            {
                slot.Add(await limiter.AcquireAsync(1, cancellationToken));
            }

            // Last: leave to call that is taken long before the call lets calls bunch.
            await pace.MayCallAsync(provider, cancellationToken);
        }
        catch
        {
            slot.Dispose();
            throw;
        }

        return slot;
    }

    /// <summary>Calls that a provider takes at once, over all workers; null: any number.</summary>
    public int? MostAtOnce(string provider) => options.Value.Providers[provider].MaxConcurrency;

    public void Dispose()
    {
        _worker.Dispose();
        foreach (var limiter in _providers.Values)
        {
            limiter.Dispose();
        }
    }

    public static ConcurrencyLimiter Concurrency(int limit) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = limit, QueueLimit = int.MaxValue });

    private sealed class Slot(int capacity) : IDisposable
    {
        private readonly List<RateLimitLease> _leases = new(capacity);

        public void Add(RateLimitLease lease) => _leases.Add(lease);

        public void Dispose()
        {
            foreach (var lease in _leases)
            {
                lease.Dispose();
            }

            _leases.Clear();
        }
    }
}
