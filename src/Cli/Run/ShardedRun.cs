using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Embedded;
using Persona.Bench.Cli.Progress;
using Persona.Bench.Cli.Remote;
using Persona.Bench.Cli.Sharded;
using Persona.Bench.Cli.Stores;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Run;

/// <summary>A run that worker processes of this machine measure, without a server: this process coordinates them.</summary>
internal static class ShardedRun
{
    public static async Task<T> ExecuteAsync<T>(
        RunSpec spec, RunSetting setting, EmbeddedOptions options, Func<RunReport, IRunHistory, Task<T>> conclude, CommandContext context, CancellationToken stop)
    {
        await StoreMigration.ApplyAsync(setting.Configuration.Store, stop);
        await using var store = (await StoreOpening.OpenAsync(setting.Configuration.Store, stop))!;
        await using var emulators = new EmbeddedEmulators();
        var providers = await emulators.ServeAsync(options.Providers, stop);
        using var view = new ProgressView(context.Terminal);
        var sqlite = (SqliteStore)store.Store;
        await using var probe = DiskProbe.Start(sqlite, setting.Configuration.SpoolDirectory);
        var disk = new DiskWatch(sqlite, () => probe.SpoolProblem, setting.Wait, view.Say, TimeProvider.System);
        var session = new RemoteSession(store, view, setting.Wait, setting.Configuration.MostAtOnce, disk);
        await using var coordinator = await StoreCoordinator.StartAsync(store.Store, options, stop);
        var runId = Guid.CreateVersion7();
        var launch = WorkerLaunch.Of(setting.Configuration, setting.ConfigFile, providers.Values, spec, only: runId);
        await using var workers = LocalWorkers.Start(setting.Workers, launch, view);
        await workers.ReadyAsync(stop);
        await session.SubmitAsync(runId, spec);
        await coordinator.Submission.DriveAsync(runId, stop);
        return await conclude(await session.FollowAsync(runId, stop), store.History);
    }
}
