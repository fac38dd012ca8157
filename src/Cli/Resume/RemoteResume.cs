using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Progress;
using Persona.Bench.Cli.Remote;
using Persona.Bench.Cli.Run;
using Persona.Bench.Cli.Stores;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Resume;

/// <summary>Follows a run that goes on without this command, or has the workers go on with one that was stopped.</summary>
internal static class RemoteResume
{
    public static async Task<int> ExecuteAsync(
        StoredRun run, OpenedStore store, BenchConfiguration configuration, ResumeOptions options, CommandContext context, CancellationToken stop)
    {
        using var view = new ProgressView(context.Terminal);
        var session = new RemoteSession(store, view, options.Wait, configuration.MostAtOnce);
        if (run.State == RunState.Running)
        {
            view.Say($"run {run.RunId} is running; following it");
        }
        else
        {
            await session.StartAsync(run.RunId);
        }

        var report = await session.FollowAsync(run.RunId, stop);
        return await RunEnding.ConcludeAsync(report with { Spec = run.Spec with { Capture = ToWrite(run.Spec) } }, store.History, options.Format, context);
    }

    // The command that began the run may be alive, and have written it meanwhile.
    private static CaptureRequest? ToWrite(RunSpec spec) => spec.Capture is { Force: false } capture && Path.Exists(capture.Path) ? null : spec.Capture;
}
