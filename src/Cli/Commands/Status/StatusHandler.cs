using Persona.Bench.Cli.Commands.Runs;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Status;

internal static class StatusHandler
{
    public static async Task<int> HandleAsync(StatusOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var configuration = BenchSettings.Load(options.Sources);
        await using var store = await StoredRuns.OpenAsync(configuration, cancellationToken);
        if (options.Run is not { } name)
        {
            await ListAsync(store, options.Format, context, cancellationToken);
            return ExitCode.Done;
        }

        var run = await store.FindAsync(name, cancellationToken);
        if (options.Watch)
        {
            return await WatchedRun.FollowAsync(run, store.Opened, configuration, options.Format, context, cancellationToken);
        }

        await ShowAsync(run, store, configuration, options.Format, context, cancellationToken);
        return ExitCode.Done;
    }

    private static async Task ListAsync(StoredRuns store, OutputFormat format, CommandContext context, CancellationToken cancellationToken)
    {
        IEnumerable<StoredRun> runs = store.IsEmpty
            ? []
            : [.. await store.History.OpenAsync(cancellationToken), .. await store.History.EndedAsync(1, cancellationToken)];
        RunSummary[] summaries = [.. runs.Select(RunSummary.From)];
        if (format == OutputFormat.Json)
        {
            await context.Terminal.Output.WriteLineAsync(StatusJson.List(summaries));
        }
        else
        {
            RunListView.Render(context.Terminal.CreateDataConsole(), summaries);
        }
    }

    private static async Task ShowAsync(
        StoredRun run, StoredRuns store, BenchConfiguration configuration, OutputFormat format, CommandContext context, CancellationToken cancellationToken)
    {
        var activity = await new RunActivities(store.Opened).OfAsync(run.RunId, cancellationToken);
        var status = new RunStatus(run, (await store.History.ProgressAsync(run.RunId, cancellationToken))!, activity)
        {
            Waits = run.State.HasEnded() ? [] : CapacityWait.From(activity, configuration.MostAtOnce),
        };
        if (format == OutputFormat.Json)
        {
            await context.Terminal.Output.WriteLineAsync(StatusJson.One(status));
        }
        else
        {
            RunStatusView.Render(context.Terminal.CreateDataConsole(), status);
        }
    }
}
