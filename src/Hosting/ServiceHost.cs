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

/// <summary>Store, bus, log and health around the features of one service.</summary>
internal static class ServiceHost
{
    private static readonly TimeSpan LastSteps = TimeSpan.FromSeconds(30);

    /// <summary>For what heeds the time that it is given, and has to end by it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Runs until the process is asked to stop, and has drained.</summary>
    /// <exception cref="StoreException">The store cannot be reached, or is one of another version: services never migrate.</exception>
    /// <exception cref="TimeoutException">The stop did not end.</exception>
    public static async Task RunAsync(IBenchService service, ServiceSettings settings, ServiceOptions options)
    {
        await using var store = await ServiceStore.OpenAsync(settings.Configuration.Store, CancellationToken.None);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddServiceLog(service.Name, options.Verbose);
        builder.Services.AddSystemdNotices();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(store.Store);
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
            // Last, and so the first to stop: no message comes in while the rest drains.
            builder.Services.AddBrokerBus(broker, service);
        }

        var application = builder.Build();
        application.MapHealth(settings.Token);
        using var deadline = new StopDeadline(longestStop + Grace, TimeProvider.System, application.Lifetime.ApplicationStopping);
        try
        {
            // At its end it disposes the application too.
            await application.RunAsync().WaitAsync(deadline.Passed);
        }
        catch (OperationCanceledException exception) when (deadline.Passed.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"the stop did not end in {(longestStop + Grace).TotalSeconds} s; what was measured is in the spool, and leases run out", exception);
        }
        catch (DbException exception)
        {
            // It was there when it was opened: gone since, or not to be written to.
            throw StoreException.From(settings.Configuration.Store.ToString()!, exception);
        }
    }
}
