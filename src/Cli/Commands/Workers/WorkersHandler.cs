using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Cli.Commands.Workers;

internal static class WorkersHandler
{
    // Long enough to show lost workers, short enough not to show every worker there ever was.
    private static readonly TimeSpan LostWithin = TimeSpan.FromHours(1);

    public static async Task<int> HandleAsync(WorkersOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var configuration = BenchSettings.Load(options.Sources);
        await using var store = await Store.OpenAsync(configuration.Store, cancellationToken);
        var workers = store is null ? [] : await ListAsync(new WorkerDirectory(store), options.All, cancellationToken);
        if (options.Format == OutputFormat.Json)
        {
            await context.Terminal.Output.WriteLineAsync(WorkerListView.Json(workers));
        }
        else
        {
            WorkerListView.Render(context.Terminal.CreateDataConsole(), workers);
        }

        return ExitCode.Done;
    }

    private static Task<IReadOnlyList<StoredWorker>> ListAsync(WorkerDirectory directory, bool all, CancellationToken cancellationToken) =>
        all ? directory.AllAsync(cancellationToken) : directory.RecentAsync(LostWithin, cancellationToken);
}
