using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Providers;

/// <summary>Enforces a provider's limit of calls per minute, over all workers.</summary>
internal sealed class ProviderRateLimiter(IOptions<WorkerOptions> options, IWorkQueue queue, TimeProvider time)
{
    /// <summary>Waits until one more call is permitted: for an iteration, a warm-up, or a retry of either.</summary>
    public async Task MayCallAsync(string provider, CancellationToken cancellationToken)
    {
        if (options.Value.Providers[provider].RequestsPerMinute is { } perMinute
            && await queue.ReserveCallAsync(provider, perMinute, cancellationToken) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
