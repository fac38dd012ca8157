using Microsoft.Extensions.Hosting;
using Persona.Bench.Hosting.Streams;

namespace Persona.Bench.Hosting;

/// <summary>Stops the service when standard input ends, which it does with the process at its other end.</summary>
internal sealed class InputWatch(IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var input = StandardStreams.OpenInput();
        var buffer = new byte[64];
        try
        {
            while (await input.ReadAsync(buffer, stoppingToken) > 0)
            {
                // Nothing is asked of it but its end.
            }
        }
        catch (IOException)
        {
            // Its end, too.
        }

        lifetime.StopApplication();
    }
}
