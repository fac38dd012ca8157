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
        // Stopped in the reverse order: leases are renewed until the last call has ended.
        services.AddSingletonHosted<LeaseKeeper>();
        return services.AddHostedService(provider => provider.GetRequiredService<WorkerPresence>());
    }

    /// <summary>For a worker without a broker, beside the coordinator of a run on one machine: it looks into the store for what to do.</summary>
    public static IServiceCollection AddStoreHints(this IServiceCollection services, Guid runId) =>
        services.AddSingleton<IFinishedNotifier, NoFinishedNotifier>().AddHostedService(provider => ActivatorUtilities.CreateInstance<StoreHints>(provider, runId));

    /// <summary>The worker's consumers, for whoever configures the bus.</summary>
    public static void AddWorkerConsumers(this IBusRegistrationConfigurator bus) => bus.AddConsumer<IterationBlockConsumer>();

    /// <summary>The same for nudges that a run was ended from outside, by those who share a broker.</summary>
    public static void AddCancellationConsumer(this IBusRegistrationConfigurator bus) => bus.AddConsumer<RunCancelledConsumer>();

    /// <summary>A queue per provider that this worker serves. Prefetch equals the limit: a hint that waits elsewhere is of more use.</summary>
    public static void ReceiveBlocks(
        this IBusFactoryConfigurator bus, IBusRegistrationContext context, WorkerOptions options, Action<IReceiveEndpointConfigurator> configure)
    {
        foreach (var provider in options.Providers.Keys)
        {
            bus.ReceiveEndpoint(QueueNames.ForProvider(provider), endpoint =>
            {
                // Blocks are sent to the queue, never published: without this, every queue would get what is published.
                endpoint.ConfigureConsumeTopology = false;
                var waiting = HintsAhead.For(options.Slots);
                endpoint.PrefetchCount = waiting;
                endpoint.ConcurrentMessageLimit = waiting;
                configure(endpoint);
                endpoint.ConfigureConsumer<IterationBlockConsumer>(context);
            });
        }
    }

    /// <summary>This process' own queue of nudges.</summary>
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
