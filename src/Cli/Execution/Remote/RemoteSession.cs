using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Execution.Processes;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.Terminals;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>Measures on remote workers, and on those started here to help.</summary>
internal sealed class RemoteSession : IRunSession
{
    private readonly DisposableStack _parts = new();
    private readonly RunSetting _setting;
    private readonly IReadOnlyList<ProviderDefinition> _providers;
    private readonly IOwnedStore _store;
    private readonly ProgressView _view;
    private readonly StoreFollower _follower;

    private RemoteSession(RunSetting setting, IReadOnlyList<ProviderDefinition> providers, IOwnedStore store, Terminal terminal)
    {
        (_setting, _providers) = (setting, providers);
        _store = _parts.Push(store);
        _view = _parts.PushSync(new ProgressView(terminal));
        _follower = new StoreFollower(store, _view, setting.Wait, setting.Configuration.MostAtOnce);
    }

    public IRunHistory History => _store.History();

    /// <param name="setting">Store, broker, and workers to start here.</param>
    /// <param name="providers">The providers that workers started here serve.</param>
    /// <param name="terminal">Shows progress.</param>
    /// <param name="stop">Cancels the opening.</param>
    public static async Task<RemoteSession> OpenAsync(
        RunSetting setting, IReadOnlyList<ProviderDefinition> providers, Terminal terminal, CancellationToken stop) =>
        new(setting, providers, (await Store.OpenAsync(setting.Configuration.Store, stop))!, terminal);

    public async Task<Guid> SubmitAsync(RunSpec spec, CancellationToken stop)
    {
        var runId = Guid.CreateVersion7();
        var launch = WorkerLaunch.Create(_setting.Configuration, _setting.ConfigFile, _providers, spec, only: null);
        await _parts.Push(LocalWorkers.Start(_setting.Workers, launch, _view)).ReadyAsync(stop);
        await _follower.SubmitAsync(runId, spec);
        _view.Say($"run {runId} is in {_store.Name} and continues without this command; follow it with: persona benchmark status {runId} --watch");
        return runId;
    }

    /// <summary>Joins a run that is running; starts one that was stopped.</summary>
    public async Task ResumeAsync(StoredRun run)
    {
        if (run.State == RunState.Running)
        {
            _view.Say($"run {run.RunId} is running; following it");
        }
        else
        {
            await _follower.StartAsync(run.RunId);
        }
    }

    public Task<RunReport> FollowAsync(Guid runId, CancellationToken stop) => _follower.FollowAsync(runId, stop);

    public ValueTask DisposeAsync() => _parts.DisposeAsync();
}
