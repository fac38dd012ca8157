using Microsoft.Extensions.Hosting;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>Leaves the lifetime of the host to the command that owns it.</summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
