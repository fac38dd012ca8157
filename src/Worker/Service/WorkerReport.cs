using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Persona.Bench.Worker.Service;

/// <summary>Logs at startup what this worker serves.</summary>
internal sealed partial class WorkerReport(ServedProviders served, IOptions<WorkerOptions> options, ILogger<WorkerReport> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Serves(options.Value.WorkerId, served.Providers.Keys, options.Value.Slots);
        foreach (var problem in served.LeftOut)
        {
            LeftOut(problem);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {WorkerId} serves {Providers} with {Slots} slots")]
    private partial void Serves(string workerId, IEnumerable<string> providers, int slots);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Not served: {Problem}")]
    private partial void LeftOut(string problem);
}
