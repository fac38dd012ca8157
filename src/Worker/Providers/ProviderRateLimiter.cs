using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Providers;

/// <summary>Leave to call a provider that takes only so many calls a minute, over all workers.</summary>
internal sealed class ProviderRateLimiter(IOptions<WorkerOptions> options, IWorkQueue queue, TimeProvider time)
{
    /// <summary>Waits for leave to make one more call: for an iteration, a warm-up, or another try of either.</summary>
    public async Task MayCallAsync(string provider, CancellationToken cancellationToken)
    {
        if (options.Value.Providers[provider].RequestsPerMinute is { } perMinute
            && await queue.ReserveCallAsync(provider, perMinute, cancellationToken) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
