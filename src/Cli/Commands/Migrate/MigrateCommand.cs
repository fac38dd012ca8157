using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Migrate;

internal static class MigrateCommand
{
    public static Command Create(CommandActions actions, CommandHandler<MigrateOptions> handle)
    {
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "migrate",
            "Brings the tables of the store up to date, or creates them in an empty database.",
            "persona benchmark migrate",
            "persona benchmark migrate --store postgresql://bench_migrator@db.example/bench");
        sources.AddTo(command, store: true, broker: false);
        actions.Set(command, parsed => new MigrateOptions(sources.Read(parsed)), handle);
        return command;
    }
}
