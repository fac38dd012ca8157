using System.Diagnostics;
using Persona.Bench.Cli.Embedded;
using Persona.Bench.Cli.Progress;
using Persona.Bench.Cli.Runs;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Run;

/// <summary>Follows a run to its end, or to a clean stop.</summary>
internal sealed class RunSession(EmbeddedBench bench, ProgressView view)
{
    // Often enough for the eye.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // What a look takes is taken from the measuring: of a long run it takes longer, and is to be a rarer one.
    private const int LargestShare = 20;

    private readonly PlaceWatch _places = new(bench.MostAtOnce, view.Say, TimeProvider.System);

    /// <summary>Returns the report when the run has ended, or after what was under way when <paramref name="stop"/> was asked for.</summary>
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

        return (await bench.History.ReportAsync(runId, CancellationToken.None))!;
    }

    private async Task UntilEndedAsync(Guid runId, CancellationToken stop)
    {
        var ended = bench.Submission.Ended(runId);
        while (true)
        {
            var lookedAt = Stopwatch.GetTimestamp();
            var progress = (await bench.History.ProgressAsync(runId, stop))!;
            view.Report(progress);
            await TellWhatIsWaitedForAsync(progress, stop);
            if (progress.State.HasEnded())
            {
                await (progress.State == RunState.Cancelled ? DropCallsAsync() : Task.CompletedTask);
                return;
            }

            var took = Stopwatch.GetElapsedTime(lookedAt) * LargestShare;
            var pause = Task.Delay(took > Look ? took : Look, stop);
            await (ended.IsCompleted ? pause : Task.WhenAny(ended, pause));
            stop.ThrowIfCancellationRequested();
        }
    }

    // While something is measured that is not disturbed, and there is nothing to tell.
    private async Task TellWhatIsWaitedForAsync(RunProgress progress, CancellationToken stop)
    {
        if (progress.State == RunState.Running && bench.Worker.Busy == 0)
        {
            _places.Examine(await bench.Activities.OfAsync(progress.RunId, stop));
        }
        else
        {
            _places.ExamineBusy();
        }
    }

    // Cancelled from outside at once: what a call under way would say is not wanted any more.
    private Task DropCallsAsync() => bench.Worker.DrainAsync(new CancellationToken(canceled: true));

    private async Task StopAsync(Guid runId)
    {
        await bench.Queue.StopAsync(runId, CancellationToken.None);
        var busy = bench.Worker.Busy;
        if (busy > 0)
        {
            view.Say($"stopping: waiting for {busy} {(busy == 1 ? "call" : "calls")} in flight; Ctrl-C again ends at once");
        }

        await bench.Worker.DrainAsync(CancellationToken.None);
        view.Report((await bench.History.ProgressAsync(runId, CancellationToken.None))!);
    }
}
