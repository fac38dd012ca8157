using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Embedded;
using Persona.Bench.Cli.Failures;
using Persona.Bench.Cli.Progress;
using Persona.Bench.Cli.Run;
using Persona.Bench.Cli.Runs;
using Persona.Bench.Cli.Settings;
using Persona.Bench.Core;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Cli.Resume;

internal static class ResumeHandler
{
    public static async Task<int> HandleAsync(ResumeOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var configuration = BenchSettings.LoadEnabled(options.Sources);
        StoredRun run;
        using (var store = await StoredRuns.OpenAsync(BenchSettings.StorePath(configuration), cancellationToken))
        {
            run = await store.FindAsync(options.Run, cancellationToken);
            if (run.State == RunState.Completed)
            {
                await context.Terminal.Error.WriteLineAsync("the run is complete already");
                return await RunEnding.ConcludeAsync(
                    (await store.History.ReportAsync(run.RunId, cancellationToken))! with { Spec = run.Spec with { Capture = Unwritten(run.Spec) } },
                    store.History, options.Format, context);
            }
        }

        RefuseUnless(run.State is RunState.Planned or RunState.Running or RunState.Incomplete, $"run {run.RunId} is {SnakeCase.Of(run.State)}; start a new one");
        RefuseTakenBaseline(run.Spec);
        await RunDefinition.RequireSameInputAsync(run.Spec, cancellationToken);
        var providers = new RunDefinition(configuration).SameProviders(run.Spec);
        var origin = await RunOrigin.ReadAsync(configuration, cancellationToken);
        var embedded = EmbeddedSettings.For(configuration, providers, origin.Machine, run.Spec, context.Verbose);
        return await ResumeAsync(run, embedded, options.Format, context, cancellationToken);
    }

    private static async Task<int> ResumeAsync(
        StoredRun run, EmbeddedOptions embedded, OutputFormat format, CommandContext context, CancellationToken cancellationToken)
    {
        await using var bench = await EmbeddedBench.StartAsync(embedded, cancellationToken);
        using var view = new ProgressView(context.Terminal);
        foreach (var owner in await bench.Queue.LeaseOwnersAsync(run.RunId, cancellationToken))
        {
            RefuseUnless(!SpoolFolder.IsAlive(embedded.SpoolFolder, owner), $"run {run.RunId} is being worked on by {owner}; wait for it, or stop it with Ctrl-C");
            await bench.Queue.ReleaseLostAsync(run.RunId, owner, cancellationToken);
        }

        await bench.Submission.DriveAsync(run.RunId, cancellationToken);
        var report = await new RunSession(bench, view).FollowAsync(run.RunId, cancellationToken);
        return await RunEnding.ConcludeAsync(report, bench.History, format, context);
    }

    /// <summary>The baseline that a completed run was to end in, and that its process did not live to write.</summary>
    private static CaptureRequest? Unwritten(RunSpec spec) => spec.Capture is { } capture && !Path.Exists(capture.Path) ? capture : null;

    private static void RefuseTakenBaseline(RunSpec spec)
    {
        if (spec.Capture is { Force: false } capture && Path.Exists(capture.Path))
        {
            throw new UsageException($"{capture.Path}: the baseline exists by now; move it away, and resume again");
        }
    }

    private static void RefuseUnless(bool condition, string message)
    {
        if (!condition)
        {
            throw new ExecutionException(message);
        }
    }
}
