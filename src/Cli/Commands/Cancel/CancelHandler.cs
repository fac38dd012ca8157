using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Cli.Commands.Cancel;

internal static class CancelHandler
{
    public static async Task<int> HandleAsync(CancelOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var configuration = BenchSettings.Load(options.Sources);
        await using var store = await StoredRuns.OpenAsync(configuration, cancellationToken);
        var run = await store.FindAsync(options.Run, cancellationToken);
        if (run.State is RunState.Completed or RunState.Failed)
        {
            throw new UsageException($"run {run.RunId} is already {SnakeCase.Format(run.State)}; there is nothing to cancel");
        }

        if (configuration.Store is StoreAddress.Sqlite)
        {
            await ReleaseDeadAsync(store, run.RunId, configuration.SpoolDirectory, cancellationToken);
        }

        await store.Queue.CancelAsync(run.RunId, options.Now, cancellationToken);
        var after = (await store.History.FindAsync(run.RunId, cancellationToken))!;
        var activity = await new RunActivities(store.Opened).OfAsync(run.RunId, cancellationToken);
        await context.Terminal.Output.WriteLineAsync(Sentence(run.State, after, activity.Open.Sum(open => open.Held)));
        return ExitCode.Done;
    }

    /// <summary>If the process of an embedded run was killed, nothing else would ever release its leases.</summary>
    private static async Task ReleaseDeadAsync(StoredRuns store, Guid runId, string spoolFolder, CancellationToken cancellationToken)
    {
        foreach (var owner in await store.Queue.LeaseOwnersAsync(runId, cancellationToken))
        {
            if (!SpoolFolder.IsAlive(spoolFolder, owner))
            {
                await store.Queue.ReleaseLostAsync(runId, owner, cancellationToken);
            }
        }
    }

    private static string Sentence(RunState before, StoredRun run, int inFlight)
    {
        var kept = $"{run.Measured} of {Figures.Count(run.Planned, "iteration", "iterations")} are kept";
        return run.State switch
        {
            RunState.Cancelled when before == RunState.Cancelled => $"run {run.RunId} is already cancelled: {kept}",
            RunState.Cancelled => $"run {run.RunId} is cancelled: {kept}",
            RunState.Cancelling => $"run {run.RunId} is being cancelled: "
                + $"waiting for {Figures.Count(inFlight, "call", "calls")} (use --now to abort {(inFlight == 1 ? "it" : "them")})",
            _ => $"run {run.RunId} has ended in the meantime: it is {SnakeCase.Format(run.State)}",
        };
    }
}
