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
    private readonly DisposableStack _parts = new();
    private readonly RunSetting _setting;
    private readonly ProgressView _view;
    private IOwnedStore _store = null!;
    private IReadOnlyDictionary<string, ProviderDefinition> _providers = null!;
    private StoreFollower _follower = null!;
    private StoreCoordinator _coordinator = null!;

    private ShardedSession(RunSetting setting, Terminal terminal) => (_setting, _view) = (setting, new ProgressView(terminal));

    public IRunHistory History => _store.History();

    public static async Task<ShardedSession> OpenAsync(RunSetting setting, EmbeddedOptions options, Terminal terminal, CancellationToken stop)
    {
        var session = new ShardedSession(setting, terminal);
        try
        {
            await session.StartAsync(options, stop);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
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

    private async Task StartAsync(EmbeddedOptions options, CancellationToken stop)
    {
        var configuration = _setting.Configuration;
        await Store.MigrateAsync(configuration.Store, stop);
        _store = _parts.Push((await Store.OpenAsync(configuration.Store, stop))!);
        _providers = await _parts.Push(new EmbeddedEmulators()).ServeAsync(options.Providers, stop);
        _parts.PushSync(_view);
        var sqlite = (SqliteStore)_store;
        var probe = _parts.Push(DiskProbe.Start(sqlite, configuration.SpoolDirectory));
        var disk = new DiskWatch(sqlite, () => probe.SpoolProblem, _setting.Wait, _view.Say, TimeProvider.System);
        _follower = new StoreFollower(_store, _view, _setting.Wait, configuration.MostAtOnce, disk);
        _coordinator = _parts.Push(await StoreCoordinator.StartAsync(_store, options, stop));
    }
}
