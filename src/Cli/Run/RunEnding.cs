using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;
using Persona.Bench.Cli.Results;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Baselines;
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
                RunOutput.Write(report, format, context.Terminal);
                await CaptureAsync(report, history, context);
                return ExitCode.Done;
            case RunState.Failed:
                RunOutput.Write(report, format, context.Terminal);
                throw new ExecutionException(FailureOf(report));
            default:
                throw new CancelledException(StoppedAt(report));
        }
    }

    /// <exception cref="ExecutionException">Nothing could be measured.</exception>
    /// <exception cref="CancelledException">It was stopped.</exception>
    public static RunReport RequireCompleted(RunReport report) => report.State switch
    {
        RunState.Completed => report,
        RunState.Failed => throw new ExecutionException(FailureOf(report)),
        _ => throw new CancelledException(StoppedAt(report)),
    };

    private static async Task CaptureAsync(RunReport report, IRunHistory history, CommandContext context)
    {
        if (report.Spec.Capture is not { } capture)
        {
            return;
        }

        var measurements = await history.MeasurementsAsync(report.RunId, CancellationToken.None);
        var baseline = BaselineCapture.Of(report, measurements, capture.Name, report.FinishedAt ?? report.CreatedAt);
        BaselineFile.Write(baseline, capture.Path, capture.Force);
        await context.Terminal.Error.WriteLineAsync($"baseline written to {Shown(capture.Path)}");
    }

    private static string FailureOf(RunReport report)
    {
        var failed = report.Series.First(series => series.Errors.Values.Sum() == series.Measured);
        var kinds = string.Join(", ", failed.Errors.Select(kind => $"{kind.Key} {kind.Value}"));
        var nothing = report.Spec.Capture is null ? "" : "; no baseline was written";
        return $"every iteration of {failed.Workload} on {failed.Provider} failed ({kinds}){nothing}: {failed.ErrorExample ?? "no details"}";
    }

    private static string StoppedAt(RunReport report)
    {
        var measured = report.Series.Sum(series => series.Measured);
        var planned = report.Series.Sum(series => series.Planned);
        return $"stopped: {measured} of {planned} iterations are kept; go on with: persona benchmark resume {report.RunId}";
    }

    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
