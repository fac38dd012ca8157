using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Generation;
using Persona.Bench.Worker.Iterations;
using Persona.Bench.Worker.Leases;
using Persona.Bench.Worker.Machine;
using Persona.Bench.Worker.Providers;
using Persona.Bench.Worker.Recording;
using Persona.Bench.Worker.Runs;

namespace Persona.Bench.Worker;

public static class WorkerFeature
{
    public static IServiceCollection AddWorker(this IServiceCollection services, Action<WorkerOptions> configure)
    {
        services.AddOptions<WorkerOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RunContexts>();
        services.AddSingleton<ProviderRateLimiter>();
        services.AddSingleton<Slots>();
        services.AddSingleton<ItemClaims>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<BlockIntake>();
        services.AddSingleton<RunningIterations>();
        services.AddSingleton<IterationRunner>();
        services.AddSingleton<IterationExecutor>();
        services.AddSingleton<WarmUps>();
        services.TryAddSingleton<IFinishedNotifier>(provider => new FinishedNotifier(
            provider.GetRequiredService<IBus>().Publish,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FinishedNotifier>>()));
        services.AddSingleton<Generators>();
        services.AddSingleton<MemorySampler>();
        services.AddSingleton<ClientLag>();
        services.AddSingleton<Spool>();
        services.AddSingleton(provider => new SpoolHealth(provider.GetRequiredService<Spool>().TakesResults, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SpoolReplay>();
        services.AddSingleton(provider => new WorkerPresence(
            provider.GetRequiredService<IWorkQueue>(),
            provider.GetRequiredService<Spool>(),
            provider.GetRequiredService<SpoolReplay>(),
            provider.GetRequiredService<BlockIntake>(),
            provider.GetRequiredService<RunningIterations>(),
            provider.GetRequiredService<IOptions<WorkerOptions>>(),
            provider.GetRequiredService<ILogger<WorkerPresence>>()));
        services.AddSingletonHosted<WarmUpAccounts>();
        services.AddSingletonHosted<ResultRecorder>();
        services.AddSingletonHosted<SuspensionWatch>();
        // Services stop in reverse order, so leases are renewed until the last call has ended.
        services.AddSingletonHosted<LeaseKeeper>();
        return services.AddHostedService(provider => provider.GetRequiredService<WorkerPresence>());
    }

    /// <summary>For a worker without a broker, on the same machine as the run's coordinator: it polls the store for work.</summary>
    public static IServiceCollection AddStoreHints(this IServiceCollection services, Guid runId) =>
        services.AddSingleton<IFinishedNotifier, NoFinishedNotifier>().AddHostedService(provider => ActivatorUtilities.CreateInstance<StoreHints>(provider, runId));

    /// <summary>Adds the worker's consumers to a bus.</summary>
    public static void AddWorkerConsumers(this IBusRegistrationConfigurator bus) => bus.AddConsumer<IterationBlockConsumer>();

    /// <summary>Adds the consumer of notifications that a run was cancelled elsewhere; needs a shared broker.</summary>
    public static void AddCancellationConsumer(this IBusRegistrationConfigurator bus) => bus.AddConsumer<RunCancelledConsumer>();

    /// <summary>One queue per served provider. Prefetch equals the concurrency limit, so that other hints go to idle workers.</summary>
    public static void ReceiveBlocks(
        this IBusFactoryConfigurator bus, IBusRegistrationContext context, WorkerOptions options, Action<IReceiveEndpointConfigurator> configure)
    {
        foreach (var provider in options.Providers.Keys)
        {
            bus.ReceiveEndpoint(QueueNames.ForProvider(provider), endpoint =>
            {
                // Blocks are sent, never published: with the topology, every queue would get each published block.
                endpoint.ConfigureConsumeTopology = false;
                var waiting = HintsAhead.For(options.Slots);
                endpoint.PrefetchCount = waiting;
                endpoint.ConcurrentMessageLimit = waiting;
                configure(endpoint);
                endpoint.ConfigureConsumer<IterationBlockConsumer>(context);
            });
        }
    }

    /// <summary>This process's own queue of cancellation notifications.</summary>
    public static void ReceiveCancellations(
        this IBusFactoryConfigurator bus, IBusRegistrationContext context, string queue, Action<IReceiveEndpointConfigurator> configure) =>
        bus.ReceiveEndpoint(queue, endpoint =>
        {
            configure(endpoint);
            endpoint.ConfigureConsumer<RunCancelledConsumer>(context);
        });

    private static void AddSingletonHosted<T>(this IServiceCollection services) where T : class, Microsoft.Extensions.Hosting.IHostedService =>
        services.AddSingleton<T>().AddHostedService(provider => provider.GetRequiredService<T>());
}
