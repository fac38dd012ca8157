using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Worker.Iterations;

/// <summary>
/// What an iteration needs before it is claimed: capacity within its provider's and its workload's concurrency limits, one of
/// the worker's own slots, and a rate-limit permit (calls per minute). A provider's limit over all workers is enforced by the store.
/// </summary>
internal sealed class Slots(IOptions<WorkerOptions> options, ProviderRateLimiter pace) : IDisposable
{
    private readonly ConcurrencyLimiter _worker = Concurrency(options.Value.Slots);
    private readonly ConcurrentDictionary<string, RateLimiter> _providers = new();

    /// <summary>Waits until the iteration may start.</summary>
    public async Task<IDisposable> AcquireAsync(RunContext run, string workload, string provider, CancellationToken cancellationToken)
    {
        // The limit enforced by the store applies here too; checking it locally saves repeated queries.
        RateLimiter[] ofProvider = MostAtOnce(provider) is { } most ? [_providers.GetOrAdd(provider, _ => Concurrency(most))] : [];
        RateLimiter[] limiters = [.. ofProvider, run.Concurrency(workload), _worker];
        var slot = new Slot(limiters.Length);
        try
        {
            foreach (var limiter in limiters)
            {
                slot.Add(await limiter.AcquireAsync(1, cancellationToken));
            }

            // Last: permits taken long before their calls would let calls bunch.
            await pace.MayCallAsync(provider, cancellationToken);
        }
        catch
        {
            slot.Dispose();
            throw;
        }

        return slot;
    }

    /// <summary>Limit on a provider's concurrent calls over all workers; null: unlimited.</summary>
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
