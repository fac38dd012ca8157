using System.Data.Common;
using System.Diagnostics;
using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>Follows a run to its end, or to a clean stop.</summary>
/// <param name="bench">Measures the run.</param>
/// <param name="view">Shows progress.</param>
/// <param name="wait">How long the disk may reject writes.</param>
internal sealed class EmbeddedFollower(EmbeddedBench bench, ProgressView view, TimeSpan wait)
{
    // Often enough for a progress display.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // Polling disturbs measuring, and takes longer for a long run: at most 1/20 of the time goes to it.
    private const int LargestShare = 20;

    private readonly DiskWatch _disk = new(bench.Store, () => bench.SpoolProblem, wait, view.Say, TimeProvider.System);
    private readonly CapacityWatch _capacity = new(bench.MostAtOnce, view.Say, TimeProvider.System);
    private int _measured;

    /// <summary>Returns the report when the run has ended or, after <paramref name="stop"/>, when the calls in flight have ended.</summary>
    /// <exception cref="ExecutionException">The disk rejected writes for too long.</exception>
    public async Task<RunReport> FollowAsync(Guid runId, CancellationToken stop)
    {
        try
        {
            await UntilEndedAsync(runId, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await StopAsync(runId);
        }

        var report = await ReportAsync(runId);
        return _disk.GivenUpFor is { } problem && !stop.IsCancellationRequested
            ? throw new ExecutionException($"{problem}; {RunSentences.Resumable(report)}")
            : report;
    }

    private async Task UntilEndedAsync(Guid runId, CancellationToken stop)
    {
        var ended = bench.Submission.Ended(runId);
        while (true)
        {
            var polledAt = Stopwatch.GetTimestamp();
            var progress = await PollAsync(runId, stop);
            if (progress?.State.HasEnded() == true)
            {
                await (progress.State == RunState.Cancelled ? DropCallsAsync() : Task.CompletedTask);
                return;
            }

            if (_disk.Examine(_measured))
            {
                await TryStopAsync(runId);
                bench.Hurry();
                return;
            }

            var took = Stopwatch.GetElapsedTime(polledAt) * LargestShare;
            var pause = Task.Delay(took > Look ? took : Look, stop);
            await (ended.IsCompleted ? pause : Task.WhenAny(ended, pause));
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <returns>Null if the store cannot even be read.</returns>
    private async Task<RunProgress?> PollAsync(Guid runId, CancellationToken cancellationToken)
    {
        try
        {
            var progress = (await bench.History.ProgressAsync(runId, cancellationToken))!;
            _measured = progress.Series.Sum(series => series.Measured);
            view.Report(progress);
            await TellWhatIsWaitedForAsync(progress, cancellationToken);
            return progress;
        }
        catch (DbException) when (bench.Store.Refusal is not null)
        {
            // The disk watch has the reason.
            return null;
        }
    }

    private async Task<RunReport> ReportAsync(Guid runId)
    {
        try
        {
            return (await bench.History.ReportAsync(runId, CancellationToken.None))!;
        }
        catch (DbException exception) when (_disk.Problem is not null)
        {
            throw new ExecutionException($"{_disk.Problem}; resume with: persona benchmark resume {runId}", exception);
        }
    }

    // Only while no call is in flight: otherwise nothing is waited for, and measuring is not to be disturbed.
    private async Task TellWhatIsWaitedForAsync(RunProgress progress, CancellationToken stop)
    {
        if (progress.State == RunState.Running && bench.Worker.Busy == 0)
        {
            _capacity.Examine(await bench.Activities.OfAsync(progress.RunId, stop));
        }
        else
        {
            _capacity.ExamineBusy();
        }
    }

    // The run was cancelled elsewhere with --now: the results of calls in flight are no longer wanted.
    private Task DropCallsAsync() => bench.Worker.DrainAsync(new CancellationToken(canceled: true));

    /// <returns>False if the disk rejects that too. The run then looks as if its process was killed, and can be resumed as such.</returns>
    private async Task<bool> TryStopAsync(Guid runId)
    {
        try
        {
            await bench.Queue.StopAsync(runId, CancellationToken.None);
            return true;
        }
        catch (DbException) when (bench.Store.Refusal is not null)
        {
            return false;
        }
    }

    private async Task StopAsync(Guid runId)
    {
        if (!await TryStopAsync(runId))
        {
            // The results of calls in flight could not be recorded either.
            bench.Hurry();
            return;
        }

        var busy = bench.Worker.Busy;
        if (busy > 0)
        {
            view.Say($"stopping: waiting for {busy} {(busy == 1 ? "call" : "calls")} in flight; press Ctrl-C again to stop immediately");
        }

        var drained = bench.Worker.DrainAsync(CancellationToken.None);
        do
        {
            await Task.WhenAny(drained, Task.Delay(Look, CancellationToken.None));
            await PollAsync(runId, CancellationToken.None);
        }
        while (!drained.IsCompleted && !_disk.Examine(_measured));

        if (!drained.IsCompleted)
        {
            bench.Hurry();
        }
    }
}
