using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Hosting;
using Persona.Bench.Hosting.Bus;
using Persona.Bench.Hosting.Settings;

namespace Persona.Bench.Coordinator.Service;

/// <summary>Owns every run of a shared store. Several coordinators at once do no harm: each step is a conditional update.</summary>
internal sealed class CoordinatorService : IBenchService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromMilliseconds(250);

    public string Name => "persona-bench-coordinator";

    public string Summary => "Coordinates the benchmark runs of a store: dispatches iterations to workers, repeats lost ones and completes runs.";

    public bool TakesRun => false;

    public ListenAddress ListenOf(BenchConfiguration configuration) => configuration.Coordinator.Listen;

    public Task ConfigureAsync(IServiceCollection services, ServiceSettings settings, CancellationToken cancellationToken)
    {
        services.AddCoordinator(coordinator =>
        {
            coordinator.DrivesAll = true;
            coordinator.PollInterval = PollInterval;
            coordinator.ReconcileInterval = ReconcileInterval;
            coordinator.Lease = settings.Configuration.Lease;
            coordinator.HintStaleAfter = settings.Configuration.Lease;
        });
        return Task.CompletedTask;
    }

    public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddCoordinatorConsumers();

    public void Receive(IRabbitMqBusFactoryConfigurator transport, IBusRegistrationContext context) =>
        transport.ReceiveWakeUps(context, endpoint => endpoint.ConfigureHintQueue());

    public TimeSpan LongestStop(ServiceSettings settings) => TimeSpan.Zero;
}
