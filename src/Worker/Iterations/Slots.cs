using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Persona.Bench.Worker.Runs;

namespace Persona.Bench.Worker.Iterations;

/// <summary>
/// What an iteration must have before it is claimed: leave of its provider (calls at once, calls per minute), a place in its
/// workload's concurrency, and one of the worker's own slots.
/// </summary>
internal sealed class Slots(IOptions<WorkerOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _worker = Concurrency(options.Value.Slots);
    private readonly ConcurrentDictionary<(Guid Run, string Workload), ConcurrencyLimiter> _workloads = new();
    private readonly ConcurrentDictionary<string, RateLimiter[]> _providers = new();

    /// <summary>Waits until the iteration may start.</summary>
    public async Task<IDisposable> AcquireAsync(RunContext run, string workload, string provider, CancellationToken cancellationToken)
    {
        RateLimiter[] limiters =
        [
            .. _providers.GetOrAdd(provider, OfProvider),
            _workloads.GetOrAdd((run.RunId, workload), _ => Concurrency(run.Workload(workload).Concurrency)),
            _worker,
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

    public void Dispose()
    {
        _worker.Dispose();
        foreach (var limiter in _workloads.Values)
        {
            limiter.Dispose();
        }

        foreach (var limiter in _providers.Values.SelectMany(limiters => limiters))
        {
            limiter.Dispose();
        }
    }

    private RateLimiter[] OfProvider(string name)
    {
        var provider = options.Value.Providers[name];
        var limiters = new List<RateLimiter>(2);
        if (provider.RequestsPerMinute is { } perMinute)
        {
            limiters.Add(new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
            {
                // One token at a time, evenly spread: a burst at the start of each minute would distort what is measured.
                TokenLimit = 1,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
                QueueLimit = int.MaxValue,
            }));
        }

        if (provider.MaxConcurrency is { } atOnce)
        {
            limiters.Add(Concurrency(atOnce));
        }

        return [.. limiters];
    }

    private static ConcurrencyLimiter Concurrency(int limit) =>
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
