using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Persona.Bench.Cli.Execution.Embedded;
using Persona.Bench.Coordinator;
using Persona.Bench.Coordinator.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Sharded;

/// <summary>A coordinator in this process, for workers that poll the store. It sends no messages, so it polls often.</summary>
internal sealed class StoreCoordinator : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private readonly IHost _host;

    private StoreCoordinator(IHost host) => _host = host;

    public RunSubmission Submission => _host.Services.GetRequiredService<RunSubmission>();

    public static async Task<StoreCoordinator> StartAsync(IStore store, EmbeddedOptions options, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.AddBenchLog(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton<IRunQueue, RunQueue>();
        builder.Services.AddSingleton<IRunHistory, RunHistory>();
        builder.Services.AddNoMessaging().AddCoordinator(coordinator => coordinator.PollInterval = PollInterval);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new StoreCoordinator(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await BenchLog.CloseAsync(_host);
    }
}
