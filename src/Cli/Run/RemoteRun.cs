using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Progress;
using Persona.Bench.Cli.Remote;
using Persona.Bench.Cli.Sharded;
using Persona.Bench.Cli.Stores;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Run;

/// <summary>A run that workers elsewhere measure, and those that are started here for it.</summary>
internal static class RemoteRun
{
    public static async Task<T> ExecuteAsync<T>(
        RunSpec spec, RunSetting setting, IReadOnlyList<ProviderDefinition> providers, Func<RunReport, IRunHistory, Task<T>> conclude, CommandContext context, CancellationToken stop)
    {
        await using var store = (await StoreOpening.OpenAsync(setting.Configuration.Store, stop))!;
        using var view = new ProgressView(context.Terminal);
        await using var workers = LocalWorkers.Start(
            setting.Workers, WorkerLaunch.Of(setting.Configuration, setting.ConfigFile, providers, spec, only: null), view);
        var session = new RemoteSession(store, view, setting.Wait, setting.Configuration.MostAtOnce);
        var runId = Guid.CreateVersion7();
        await workers.ReadyAsync(stop);
        await session.SubmitAsync(runId, spec);
        view.Say($"run {runId} is in {store}; it goes on without this command: persona benchmark status {runId} --watch");
        return await conclude(await session.FollowAsync(runId, stop), store.History);
    }
}
