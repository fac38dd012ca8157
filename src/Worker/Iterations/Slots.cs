using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Persona.Bench.Worker.Iterations;

/// <summary>
/// What an iteration must have before it is claimed: a place among its provider's calls and in its workload's concurrency, one
/// of the worker's own slots, and leave to call (calls per minute).
/// </summary>
internal sealed class Slots(IOptions<WorkerOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _worker = Concurrency(options.Value.Slots);
    private readonly ConcurrentDictionary<string, ProviderLimits> _providers = new();

    /// <summary>Waits until the iteration may start.</summary>
    public async Task<IDisposable> AcquireAsync(RunContext run, string workload, string provider, CancellationToken cancellationToken)
    {
        var limits = _providers.GetOrAdd(provider, OfProvider);
        RateLimiter[] limiters =
        [
            .. limits.Concurrency,
            run.Concurrency(workload),
            _worker,
            // Last: leave to call that is taken long before the call lets calls bunch.
            .. limits.Rate,
        ];
        var slot = new Slot(limiters.Length);
        try
        {
            foreach (var limiter in limiters)
            {
                slot.Add(await limiter.AcquireAsync(1, cancellationToken));
            }
        }
        catch
        {
            slot.Dispose();
            throw;
        }

        return slot;
    }

    /// <summary>Waits for leave to make one more call within a slot: a warm-up.</summary>
    public async Task MayCallAsync(string provider, CancellationToken cancellationToken)
    {
        foreach (var limiter in _providers.GetOrAdd(provider, OfProvider).Rate)
        {
            using var lease = await limiter.AcquireAsync(1, cancellationToken);
        }
    }

    public void Dispose()
    {
        _worker.Dispose();
        foreach (var limiter in _providers.Values.SelectMany(limits => limits.Concurrency.Concat(limits.Rate)))
        {
            limiter.Dispose();
        }
    }

    private ProviderLimits OfProvider(string name)
    {
        var provider = options.Value.Providers[name];
        return new ProviderLimits(
            provider.MaxConcurrency is { } atOnce ? [Concurrency(atOnce)] : [],
            provider.RequestsPerMinute is { } perMinute ? [Rate(perMinute)] : []);
    }

    private static TokenBucketRateLimiter Rate(int perMinute) => new(new TokenBucketRateLimiterOptions
    {
        // One token at a time, evenly spread: a burst at the start of each minute would distort what is measured.
        TokenLimit = 1,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
        QueueLimit = int.MaxValue,
    });

    public static ConcurrencyLimiter Concurrency(int limit) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = limit, QueueLimit = int.MaxValue });

    private sealed record ProviderLimits(RateLimiter[] Concurrency, RateLimiter[] Rate);

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
