using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Environments;
using Persona.Bench.Hosting;
using Persona.Bench.Hosting.Bus;
using Persona.Bench.Hosting.Settings;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Service;

/// <summary>Executes iterations of the providers whose keys are in its environment, for every run of a shared store.</summary>
internal sealed class WorkerService : IBenchService
{
    public string Name => "persona-bench-worker";

    public string Summary => "Executes benchmark iterations and records what they measured.";

    public bool TakesRun => true;

    public ListenAddress ListenOf(BenchConfiguration configuration) => configuration.Worker.Listen;

    public async Task ConfigureAsync(IServiceCollection services, ServiceSettings settings, CancellationToken cancellationToken)
    {
        var configuration = settings.Configuration;
        var served = ServedProviders.From(configuration, Environment.GetEnvironmentVariable);
        var machine = await MachineFingerprint.ReadAsync(configuration.Region, configuration.Probes, cancellationToken);
        var process = settings.IsLocal ? ProcessKind.LocalWorker : ProcessKind.Service;
        services.AddWorker(new WorkerSetup(settings, served.Providers, machine with { Process = process }).Apply);
        services.AddSingleton(served);
        services.AddHostedService<WorkerReport>();
        services.AddHostedService<ClosingIntake>();
        services.AddHealthChecks().AddCheck<DiskCheck>("disk");
        if (settings.Run is { } run)
        {
            services.AddStoreHints(run);
        }
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddWorkerConsumers();
        bus.AddCancellationConsumer();
    }

    public void Receive(IRabbitMqBusFactoryConfigurator transport, IBusRegistrationContext context)
    {
        var options = context.GetRequiredService<IOptions<WorkerOptions>>().Value;
        transport.ReceiveBlocks(context, options, endpoint => endpoint.ConfigureHintQueue());
        transport.ReceiveCancellations(context, QueueNames.ForWorker(options.WorkerId), endpoint => endpoint.ConfigureProcessQueue());
    }

    public TimeSpan LongestStop(ServiceSettings settings) => settings.Configuration.Worker.Drain;
}
