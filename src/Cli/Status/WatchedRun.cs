using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;
using Persona.Bench.Cli.Progress;
using Persona.Bench.Cli.Remote;
using Persona.Bench.Cli.Results;
using Persona.Bench.Cli.Run;
using Persona.Bench.Cli.Stores;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Status;

/// <summary>Follows a run that another process drives, without a hand in it.</summary>
internal static class WatchedRun
{
    public static async Task<int> FollowAsync(
        StoredRun run, OpenedStore store, OutputFormat format, CommandContext context, CancellationToken cancellationToken)
    {
        using var view = new ProgressView(context.Terminal);
        var outage = new StoreOutage(view, WaitOption.Standard, TimeProvider.System);
        var shortage = new ShortageWatch(wait: null, view.Say, TimeProvider.System);
        try
        {
            await new RunWatch(store.Store, view, outage, TimeProvider.System).FollowAsync(
                run.RunId, look => store.Store is not SqliteStore && shortage.Examine(look.Activity), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CancelledException($"no longer watching; run {run.RunId} goes on");
        }

        var report = await outage.AskAsync(token => store.History.ReportAsync(run.RunId, token), cancellationToken);
        return Conclude(report!, format, context);
    }

    private static int Conclude(RunReport report, OutputFormat format, CommandContext context)
    {
        if (report.State != RunState.Cancelled)
        {
            RunOutput.Write(report, format, context.Terminal);
        }

        if (report.State == RunState.Incomplete)
        {
            throw new ExecutionException($"stopped: {RunSentences.Resumable(report)}");
        }

        RunEnding.RequireCompleted(report);
        return ExitCode.Done;
    }
}
