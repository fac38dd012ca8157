using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Progress;
using Persona.Bench.Cli.Remote;
using Persona.Bench.Cli.Stores;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Run;

/// <summary>A run that workers elsewhere measure.</summary>
internal static class RemoteRun
{
    public static async Task<T> ExecuteAsync<T>(
        RunSpec spec, StoreAddress address, TimeSpan wait, Func<RunReport, IRunHistory, Task<T>> conclude, CommandContext context, CancellationToken stop)
    {
        await using var store = (await StoreOpening.OpenAsync(address, stop))!;
        using var view = new ProgressView(context.Terminal);
        var session = new RemoteSession(store, view, wait);
        var runId = Guid.CreateVersion7();
        await session.SubmitAsync(runId, spec);
        return await conclude(await session.FollowAsync(runId, stop), store.History);
    }
}
