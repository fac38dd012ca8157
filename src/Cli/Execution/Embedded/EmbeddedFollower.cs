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
/// <param name="bench">Measures it.</param>
/// <param name="view">Shows how it goes.</param>
/// <param name="wait">How long the disk may take nothing.</param>
internal sealed class EmbeddedFollower(EmbeddedBench bench, ProgressView view, TimeSpan wait)
{
    // Often enough for the eye.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // What a look takes is taken from the measuring: of a long run it takes longer, and is to be a rarer one.
    private const int LargestShare = 20;

    private readonly DiskWatch _disk = new(bench.Store, () => bench.SpoolProblem, wait, view.Say, TimeProvider.System);
    private readonly CapacityWatch _capacity = new(bench.MostAtOnce, view.Say, TimeProvider.System);
    private int _measured;

    /// <summary>Returns the report when the run has ended, or after what was under way when <paramref name="stop"/> was asked for.</summary>
    /// <exception cref="ExecutionException">The disk took nothing for too long.</exception>
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

    /// <returns>Null: the disk does not even let it be read.</returns>
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
            // The watch knows why.
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
            throw new ExecutionException($"{_disk.Problem}; go on with: persona benchmark resume {runId}", exception);
        }
    }

    // While something is measured that is not disturbed, and there is nothing to tell.
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

    // Cancelled from outside at once: what a call under way would say is not wanted any more.
    private Task DropCallsAsync() => bench.Worker.DrainAsync(new CancellationToken(canceled: true));

    /// <returns>False when the disk does not take that either: the run looks like one whose process was killed, and can be resumed as such.</returns>
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
            // What is in flight could not be recorded either.
            bench.Hurry();
            return;
        }

        var busy = bench.Worker.Busy;
        if (busy > 0)
        {
            view.Say($"stopping: waiting for {busy} {(busy == 1 ? "call" : "calls")} in flight; Ctrl-C again ends at once");
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
