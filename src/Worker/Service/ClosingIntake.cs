using Microsoft.Extensions.Hosting;
using Persona.Bench.Worker.Runs;

namespace Persona.Bench.Worker.Service;

/// <summary>Closes the intake first on shutdown: the bus stops before the worker, and would wait for consumers that wait for slots.</summary>
internal sealed class ClosingIntake(WorkerPresence presence, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(presence.Close);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
