using Persona.Bench.Cli.Execution.Embedded;
using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Execution.Processes;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Execution.Remote;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.Terminals;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Sharded;

/// <summary>Measures in worker processes on this machine, without a server; this process coordinates them.</summary>
internal sealed class ShardedSession : IRunSession
{
    private readonly DisposableStack _parts;
    private readonly RunSetting _setting;
    private readonly ProgressView _view;
    private readonly IOwnedStore _store;
    private readonly IReadOnlyDictionary<string, ProviderDefinition> _providers;
    private readonly StoreFollower _follower;
    private readonly StoreCoordinator _coordinator;

    private ShardedSession(
        DisposableStack parts,
        RunSetting setting,
        ProgressView view,
        IOwnedStore store,
        IReadOnlyDictionary<string, ProviderDefinition> providers,
        StoreFollower follower,
        StoreCoordinator coordinator) =>
        (_parts, _setting, _view, _store, _providers, _follower, _coordinator) = (parts, setting, view, store, providers, follower, coordinator);

    public IRunHistory History => _store.History();

    public static async Task<ShardedSession> OpenAsync(RunSetting setting, EmbeddedOptions options, Terminal terminal, CancellationToken stop)
    {
        var parts = new DisposableStack();
        try
        {
            return await StartAsync(parts, setting, options, terminal, stop);
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the workers too, because they need the id of their run.</summary>
    public async Task<Guid> SubmitAsync(RunSpec spec, CancellationToken stop)
    {
        var runId = Guid.CreateVersion7();
        var launch = WorkerLaunch.Create(_setting.Configuration, _setting.ConfigFile, _providers.Values, spec, only: runId);
        var workers = _parts.Push(LocalWorkers.Start(_setting.Workers, launch, _view));
        await workers.ReadyAsync(stop);
        await _follower.SubmitAsync(runId, spec);
        await _coordinator.Submission.DriveAsync(runId, stop);
        return runId;
    }

    public Task<RunReport> FollowAsync(Guid runId, CancellationToken stop) => _follower.FollowAsync(runId, stop);

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private static async Task<ShardedSession> StartAsync(
        DisposableStack parts, RunSetting setting, EmbeddedOptions options, Terminal terminal, CancellationToken stop)
    {
        var configuration = setting.Configuration;
        await Store.MigrateAsync(configuration.Store, stop);
        var store = parts.Push((await Store.OpenAsync(configuration.Store, stop))!);
        var providers = await parts.Push(new EmbeddedEmulators()).ServeAsync(options.Providers, stop);
        var view = parts.PushSync(new ProgressView(terminal));
        var sqlite = (SqliteStore)store;
        var probe = parts.Push(DiskProbe.Start(sqlite, configuration.SpoolDirectory));
        var disk = new DiskWatch(sqlite, () => probe.SpoolProblem, setting.Wait, view.Say, TimeProvider.System);
        var follower = new StoreFollower(store, view, setting.Wait, configuration.MostAtOnce, disk);
        var coordinator = parts.Push(await StoreCoordinator.StartAsync(store, options, stop));
        return new ShardedSession(parts, setting, view, store, providers, follower, coordinator);
    }
}
