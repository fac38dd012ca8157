using Persona.Bench.Cli.Execution.Results;
using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Resume;

internal static class ResumeHandler
{
    public static async Task<int> HandleAsync(ResumeOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var configuration = BenchSettings.LoadEnabled(options.Sources);
        var mode = MeasuringModes.From(configuration);
        StoredRun run;
        await using (var store = await StoredRuns.OpenAsync(configuration, cancellationToken))
        {
            run = await store.FindAsync(options.Run, cancellationToken);
            if (run.State == RunState.Completed)
            {
                await context.Terminal.Error.WriteLineAsync("the run is already complete");
                return await RunEnding.ConcludeAsync(
                    (await store.History.ReportAsync(run.RunId, cancellationToken))! with { Spec = run.Spec with { Capture = Unwritten(run.Spec) } },
                    store.History, options.Format, context);
            }

            RefuseEnded(run);
            RefuseTakenBaseline(run.Spec);
        }

        return mode == MeasuringMode.Remote
            ? await RemoteResume.ExecuteAsync(run, configuration, options, context, cancellationToken)
            : await EmbeddedResume.ExecuteAsync(run, configuration, options, context, cancellationToken);
    }

    /// <summary>The baseline that a completed run should have written, if its process died before that.</summary>
    private static CaptureRequest? Unwritten(RunSpec spec) => spec.Capture is { } capture && !Path.Exists(capture.Path) ? capture : null;

    private static void RefuseEnded(StoredRun run)
    {
        if (run.State is not (RunState.Planned or RunState.Running or RunState.Incomplete))
        {
            throw new ExecutionException($"run {run.RunId} is {SnakeCase.Format(run.State)}; start a new one");
        }
    }

    private static void RefuseTakenBaseline(RunSpec spec)
    {
        if (spec.Capture is { Force: false } capture && Path.Exists(capture.Path))
        {
            throw new UsageException($"{capture.Path}: the baseline already exists; move it away and resume again");
        }
    }
}
