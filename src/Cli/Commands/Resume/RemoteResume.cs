using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Execution.Remote;
using Persona.Bench.Cli.Execution.Results;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Resume;

/// <summary>Follows a run that continues without this command, or has the workers resume one that was stopped.</summary>
internal static class RemoteResume
{
    public static async Task<int> ExecuteAsync(
        StoredRun run, BenchConfiguration configuration, ResumeOptions options, CommandContext context, CancellationToken stop)
    {
        var setting = new RunSetting(configuration, ConfigFile: null, Workers: 0, options.Wait);
        await using var session = await RemoteSession.OpenAsync(setting, [], context.Terminal, stop);
        await session.ResumeAsync(run);
        var report = await session.FollowAsync(run.RunId, stop);
        return await RunEnding.ConcludeAsync(report with { Spec = run.Spec with { Capture = ToWrite(run.Spec) } }, session.History, options.Format, context);
    }

    // The command that started the run may still be alive, and may have written it in the meantime.
    private static CaptureRequest? ToWrite(RunSpec spec) => spec.Capture is { Force: false } capture && Path.Exists(capture.Path) ? null : spec.Capture;
}
