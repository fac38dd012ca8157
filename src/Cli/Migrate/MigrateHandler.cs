using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;
using Persona.Bench.Cli.Results;
using Persona.Bench.Cli.Settings;
using Persona.Bench.Cli.Stores;

namespace Persona.Bench.Cli.Migrate;

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
