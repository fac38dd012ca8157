using Microsoft.Extensions.Hosting;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>The command that holds the host decides when it ends.</summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
