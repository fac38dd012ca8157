using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;
using Persona.Bench.Cli.Results;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Run;

/// <summary>What a command says and returns when its run has ended, in whatever way.</summary>
internal static class RunEnding
{
    public static async Task<int> ConcludeAsync(RunReport report, IRunHistory history, OutputFormat format, CommandContext context)
    {
        switch (report.State)
        {
            case RunState.Completed:
                // Before the table: an output that takes nothing more costs no baseline.
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
                return ExitCode.Done;
            case RunState.Failed:
                RunOutput.Write(report, format, context.Terminal);
                throw new ExecutionException(RunSentences.Failed(report));
            default:
                throw Ended(report);
        }
    }

    /// <exception cref="ExecutionException">Nothing could be measured.</exception>
    /// <exception cref="CancelledException">It was stopped.</exception>
    public static RunReport RequireCompleted(RunReport report) => report.State switch
    {
        RunState.Completed => report,
        RunState.Failed => throw new ExecutionException(RunSentences.Failed(report)),
        _ => throw Ended(report),
    };

    private static CancelledException Ended(RunReport report) => new(
        report.State is RunState.Cancelled or RunState.Cancelling ? RunSentences.Cancelled(report) : $"stopped: {RunSentences.Resumable(report)}");
}
