using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;

namespace Persona.Bench.Cli.Commands.Runs;

internal static class RunsHandler
{
    public static async Task<int> HandleAsync(RunsOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var configuration = BenchSettings.Load(options.Sources);
        await using var store = await StoredRuns.OpenAsync(configuration, cancellationToken);
        RunSummary[] runs = [.. (await store.ListAsync(options.Last, cancellationToken)).Select(RunSummary.From)];
        if (options.Format == OutputFormat.Json)
        {
            await context.Terminal.Output.WriteLineAsync(RunListView.Json(runs));
        }
        else
        {
            RunListView.Render(context.Terminal.CreateDataConsole(), runs);
        }

        return ExitCode.Done;
    }
}
