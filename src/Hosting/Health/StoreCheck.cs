using Microsoft.Extensions.Diagnostics.HealthChecks;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Hosting.Health;

/// <summary>Checks that the store answers a query of the protocol.</summary>
internal sealed class StoreCheck(IRunQueue queue) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            await queue.LiveWorkersAsync(timeout.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy();
        }
    }
}
