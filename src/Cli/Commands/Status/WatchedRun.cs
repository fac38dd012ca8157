using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Execution.Remote;
using Persona.Bench.Cli.Execution.Results;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Status;

/// <summary>Follows a run that another process owns, without changing it.</summary>
internal static class WatchedRun
{
    public static async Task<int> FollowAsync(
        StoredRun run, IOwnedStore store, BenchConfiguration configuration, OutputFormat format, CommandContext context, CancellationToken cancellationToken)
    {
        using var view = new ProgressView(context.Terminal);
        var outage = new StoreOutage(store.Name, view, WaitOption.Standard, TimeProvider.System);
        var shortage = new ShortageWatch(wait: null, view.Say, TimeProvider.System);
        var isLeft = false;
        try
        {
            await new RunWatch(store, view, outage, TimeProvider.System, configuration.MostAtOnce).FollowAsync(
                run.RunId, snapshot => store is SqliteStore ? Tell(snapshot.Activity) : shortage.Examine(snapshot.Activity), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CancelledException($"no longer watching; run {run.RunId} continues");
        }

        var report = await outage.AskAsync(token => store.History().ReportAsync(run.RunId, token), cancellationToken);
        return Conclude(report!, format, context);

        // The process of an embedded run is its only worker; no other will come.
        bool Tell(RunActivity activity)
        {
            var isLeftNow = activity.Live.Count == 0 && activity.Open.All(open => open.Held == 0);
            if (isLeftNow && !isLeft)
            {
                view.Say($"nothing is measuring it now; resume with: persona benchmark resume {run.RunId}");
            }

            isLeft = isLeftNow;
            return false;
        }
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
