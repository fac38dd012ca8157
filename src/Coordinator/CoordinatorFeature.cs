using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Persona.Bench.Contracts;
using Persona.Bench.Coordinator.Dispatch;
using Persona.Bench.Coordinator.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator;

public static class CoordinatorFeature
{
    public static IServiceCollection AddCoordinator(this IServiceCollection services, Action<CoordinatorOptions> configure)
    {
        services.AddOptions<CoordinatorOptions>().Configure(configure).ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<WakeUpSignal>();
        services.AddSingleton<OwnedRuns>();
        services.TryAddSingleton<IBlockSender, MassTransitBlockSender>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<RunCompletion>();
        services.AddSingleton<RunDrive>();
        services.AddSingleton<RunPoller>();
        services.TryAddSingleton<ICancellationNotifier, CancellationNotifier>();
        services.AddSingleton(provider => new RunSubmission(
            provider.GetRequiredService<IRunQueue>(), provider.GetRequiredService<OwnedRuns>(), provider.GetRequiredService<WakeUpSignal>()));
        return services.AddHostedService<RunCoordinator>();
    }

    /// <summary>Call before <see cref="AddCoordinator"/>, for workers on the same machine that poll the store: no messages are sent.</summary>
    public static IServiceCollection AddNoMessaging(this IServiceCollection services) =>
        services.AddSingleton<IBlockSender, NoMessages>().AddSingleton<ICancellationNotifier, NoMessages>();

    /// <summary>Adds the coordinator's consumers to the bus.</summary>
    public static void AddCoordinatorConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<IterationFinishedConsumer>();

    /// <summary>The queue of wake-ups. One at a time is enough, because many are worth no more than one.</summary>
    public static void ReceiveWakeUps(
        this IBusFactoryConfigurator bus, IBusRegistrationContext context, Action<IReceiveEndpointConfigurator> configure) =>
        bus.ReceiveEndpoint(QueueNames.Coordinator, endpoint =>
        {
            endpoint.ConcurrentMessageLimit = 1;
            configure(endpoint);
            endpoint.ConfigureConsumer<IterationFinishedConsumer>(context);
        });
}
