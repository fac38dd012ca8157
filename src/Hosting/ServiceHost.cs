using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Persona.Bench.Hosting.Bus;
using Persona.Bench.Hosting.Health;
using Persona.Bench.Hosting.Logs;
using Persona.Bench.Hosting.Settings;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Hosting;

/// <summary>Hosts the features of one service with store, bus, log and health checks.</summary>
internal static class ServiceHost
{
    private static readonly TimeSpan LastSteps = TimeSpan.FromSeconds(30);

    /// <summary>Extra time for parts that honour their timeouts to finish.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Runs until the process is asked to stop, and has drained.</summary>
    /// <exception cref="StoreException">The store cannot be reached, or is of another version: services never migrate.</exception>
    /// <exception cref="TimeoutException">Shutdown did not finish in time.</exception>
    public static async Task RunAsync(IBenchService service, ServiceSettings settings, ServiceOptions options)
    {
        await using var store = Store.Create(settings.Configuration.Store);
        // Services never migrate: a command, or an operator, does.
        await store.RequireCurrentAsync(CancellationToken.None);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddServiceLog(service.Name, options.Verbose);
        builder.Services.AddSystemdNotices();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IStore>(store);
        builder.Services.AddSingleton<IRunQueue, RunQueue>();
        builder.Services.AddSingleton<IWorkQueue, WorkQueue>();
        builder.Services.AddSingleton<IRunHistory, RunHistory>();
        var longestStop = service.LongestStop(settings) + LastSteps;
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = longestStop);
        builder.AddHealth(settings);
        await service.ConfigureAsync(builder.Services, settings, CancellationToken.None);
        if (options.UntilInputEnds)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, InputLifetime>());
        }

        if (settings.Broker is { } broker)
        {
            // Added last, and so stopped first: no message arrives while the rest drains.
            builder.Services.AddBrokerBus(broker, service);
        }

        var application = builder.Build();
        application.MapHealth(settings.Token);
        using var deadline = new StopDeadline(longestStop + Grace, TimeProvider.System, application.Lifetime.ApplicationStopping);
        try
        {
            // Disposes the application at its end, too.
            await application.RunAsync().WaitAsync(deadline.Passed);
        }
        catch (OperationCanceledException exception) when (deadline.Passed.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"shutdown did not finish within {(longestStop + Grace).TotalSeconds} s; measurements are in the spool, and leases expire", exception);
        }
        catch (DbException exception)
        {
            // The store was opened before, but is now unreachable or not writable.
            throw StoreException.From(settings.Configuration.Store.ToString()!, exception);
        }
    }
}
