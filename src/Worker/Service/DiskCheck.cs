using Microsoft.Extensions.Diagnostics.HealthChecks;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Service;

/// <summary>Healthy while results can be kept; while they cannot, nothing is claimed.</summary>
internal sealed class DiskCheck(SpoolHealth spool) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(spool.Problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());
}
