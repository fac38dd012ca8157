using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Cli.Commands.Migrate;

internal static class MigrateHandler
{
    public static async Task<int> HandleAsync(MigrateOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var store = BenchSettings.Load(options.Sources).Store;
        NewFolders.MakeForStore(store, context.Terminal.Error);
        var applied = await Store.MigrateAsync(store, cancellationToken);
        await context.Terminal.Output.WriteLineAsync(
            applied == 0 ? $"store {store} is already up to date" : $"store {store} is up to date: {Figures.Count(applied, "migration", "migrations")} applied");
        return ExitCode.Done;
    }
}
