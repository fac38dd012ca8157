using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Persona.Bench.Coordinator;
using Persona.Bench.Coordinator.Runs;
using Persona.Bench.Core.Environments;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Worker;
using Persona.Bench.Worker.Recording;
using Persona.Bench.Worker.Runs;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>Coordinator, worker and emulator in this process, on the in-memory transport and SQLite: the production path without a server.</summary>
internal sealed class EmbeddedBench : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortStop = TimeSpan.FromSeconds(1);
    private readonly IHost _host;
    private readonly SqliteStore _store;
    private readonly EmbeddedEmulators _emulators;
    private TimeSpan _stopTimeout = StopTimeout;

    private EmbeddedBench(IHost host, SqliteStore store, EmbeddedEmulators emulators) => (_host, _store, _emulators) = (host, store, emulators);

    public RunActivities Activities => new(_store);

    /// <summary>Concurrent calls that a provider allows; null: any number.</summary>
    public int? MostAtOnce(string provider) =>
        _host.Services.GetRequiredService<IOptions<WorkerOptions>>().Value.Providers.GetValueOrDefault(provider)?.MaxConcurrency;

    public IRunHistory History => _host.Services.GetRequiredService<IRunHistory>();

    public IRunQueue Queue => _host.Services.GetRequiredService<IRunQueue>();

    public RunSubmission Submission => _host.Services.GetRequiredService<RunSubmission>();

    /// <summary>What happened to unrecorded spools that were found at the start, one line each.</summary>
    public IReadOnlyList<string> Notices => _host.Services.GetRequiredService<SpoolReplay>().Notices;

    public WorkerPresence Worker => _host.Services.GetRequiredService<WorkerPresence>();

    public SqliteStore Store => _store;

    /// <summary>Why results cannot be spooled, so that nothing is claimed; null if they can.</summary>
    public string? SpoolProblem => _host.Services.GetRequiredService<SpoolHealth>().Problem;

    /// <summary>Makes disposing cancel the calls in flight and not wait for results that cannot be recorded: they are in the spool.</summary>
    public void Hurry()
    {
        _stopTimeout = ShortStop;
        Worker.Close();
    }

    public static async Task<EmbeddedBench> StartAsync(EmbeddedOptions options, CancellationToken cancellationToken)
    {
        var store = new SqliteStore(options.StorePath);
        var emulators = new EmbeddedEmulators();
        IHost? host = null;
        try
        {
            // SQLite blocks the calling thread; the emulator starts in the meantime.
            var migration = Task.Run(() => store.MigrateAsync(cancellationToken), cancellationToken);
            var providers = await emulators.ServeAsync(options.Providers, cancellationToken);
            await migration;
            host = BuildHost(options with { Providers = providers }, store);
            await host.StartAsync(cancellationToken);
            return new EmbeddedBench(host, store, emulators);
        }
        catch
        {
            await ((host as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
            await emulators.DisposeAsync();
            store.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using var parts = new DisposableStack();
        parts.PushSync(_store);
        parts.Push(_emulators);
        using var timeout = new CancellationTokenSource(_stopTimeout);
        try
        {
            await StopAsync(timeout.Token);
        }
        finally
        {
            await BenchLog.CloseAsync(_host);
        }
    }

    private async Task StopAsync(CancellationToken timeout)
    {
        try
        {
            await _host.StopAsync(timeout);
        }
        catch (Exception exception) when (timeout.IsCancellationRequested && exception is OperationCanceledException or AggregateException)
        {
            // Whatever is still running ends with the process.
        }
    }

    private static IHost BuildHost(EmbeddedOptions options, SqliteStore store)
    {
        // An empty builder: configuration comes only from persona.yaml, and the command handles Ctrl-C.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = StopTimeout;
            // Safe, because nothing is sent before all services have started. They stop one by one, in reverse order.
            host.ServicesStartConcurrently = true;
        });
        builder.Services.AddBenchLog(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IStore>(store);
        builder.Services.AddSingleton<IRunQueue, RunQueue>();
        builder.Services.AddSingleton<IWorkQueue, WorkQueue>();
        builder.Services.AddSingleton<IRunHistory, RunHistory>();
        var worker = new WorkerOptions();
        Configure(worker, options);
        builder.Services.AddWorker(configured => Configure(configured, options, worker.WorkerId));
        builder.Services.AddCoordinator(_ => { });
        AddBus(builder.Services, worker);
        return builder.Build();
    }

    private static void Configure(WorkerOptions worker, EmbeddedOptions options, string? workerId = null)
    {
        worker.WorkerId = workerId ?? WorkerName.OfThisProcess(name: null);
        worker.Slots = options.Slots;
        worker.Lease = options.Lease;
        worker.SpoolFolder = options.SpoolFolder;
        worker.StoreAddress = $"sqlite:{Path.GetFullPath(options.StorePath)}";
        worker.InputFolder = options.InputFolder;
        worker.Providers = options.Providers;
        worker.Prices = options.Prices;
        worker.Machine = options.Machine with { Process = ProcessKind.Embedded };
        worker.Version = options.Machine.BenchVersion;
    }

    private static void AddBus(IServiceCollection services, WorkerOptions worker)
    {
        services.AddOptions<MassTransitHostOptions>().Configure(bus =>
        {
            bus.WaitUntilStarted = true;
            bus.StopTimeout = StopTimeout / 2;
        });
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddCoordinatorConsumers();
            bus.AddWorkerConsumers();
            bus.UsingInMemory((context, transport) =>
            {
                transport.ReceiveWakeUps(context, _ => { });
                transport.ReceiveBlocks(context, worker, _ => { });
            });
        });
    }
}
