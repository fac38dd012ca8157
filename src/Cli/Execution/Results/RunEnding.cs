using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Results;

/// <summary>What a command prints and returns when its run has ended, however it ended.</summary>
internal static class RunEnding
{
    public static async Task<int> ConcludeAsync(RunReport report, IRunHistory history, OutputFormat format, CommandContext context)
    {
        switch (report.State)
        {
            case RunState.Completed:
                // Before the table, so that a broken stdout does not cost the baseline.
                var baseline = await CapturedBaseline.WriteAsync(report, history);
                try
                {
                    RunOutput.Write(report, format, context.Terminal);
                }
                finally
                {
                    baseline?.Say(context.Terminal.Error);
                }

                baseline?.RequireWritten();
                RefuseErrors(report);
                return ExitCode.Done;
            case RunState.Failed:
                RunOutput.Write(report, format, context.Terminal);
                throw new ExecutionException(RunSentences.Failed(report));
            default:
                throw Ended(report);
        }
    }

    /// <exception cref="ExecutionException">Nothing could be measured.</exception>
    /// <exception cref="CancelledException">The run was stopped.</exception>
    public static RunReport RequireCompleted(RunReport report) => report.State switch
    {
        RunState.Completed => report,
        RunState.Failed => throw new ExecutionException(RunSentences.Failed(report)),
        _ => throw Ended(report),
    };

    private static CancelledException Ended(RunReport report) => new(
        report.State is RunState.Cancelled or RunState.Cancelling ? RunSentences.Cancelled(report) : $"stopped: {RunSentences.Resumable(report)}");

    /// <summary>A baseline of a broken provider is written for inspection, but the exit code keeps scripts from taking it for a good one.</summary>
    private static void RefuseErrors(RunReport report)
    {
        const int LargestShare = 10;
        if (report.Spec.Capture is { AllowErrors: false }
            && report.Series.FirstOrDefault(series => series.Errors.Values.Sum() * LargestShare > series.Measured) is { } broken)
        {
            throw new ExecutionException(RunSentences.ManyErrors(broken));
        }
    }
}
