using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Show;

internal static class ShowHandler
{
    public static async Task<int> HandleAsync(ShowOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var configuration = BenchSettings.Load(options.Sources);
        await using var store = await StoredRuns.OpenAsync(configuration, cancellationToken);
        var run = await store.FindAsync(options.Run, cancellationToken);
        RunOutput.Write((await store.History.ReportAsync(run.RunId, cancellationToken))!, options.Format, context.Terminal);
        return ExitCode.Done;
    }
}
