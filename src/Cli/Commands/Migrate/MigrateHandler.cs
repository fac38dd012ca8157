using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;

namespace Persona.Bench.Cli.Commands.Migrate;

internal static class MigrateHandler
{
    public static async Task<int> HandleAsync(MigrateOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var store = BenchSettings.Load(options.Sources).Store;
        NewFolders.MakeForStore(store, context.Terminal.Error);
        var applied = await StoreMigration.ApplyAsync(store, cancellationToken);
        await context.Terminal.Output.WriteLineAsync(
            applied == 0 ? $"store {store} is up to date already" : $"store {store} is up to date: {Figures.Count(applied, "migration", "migrations")} applied");
        return ExitCode.Done;
    }
}
