using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Stores;

/// <summary>The queries that commands make to a store.</summary>
internal static class StoreQueries
{
    public static IRunHistory History(this IStore store) => new RunHistory(store, TimeProvider.System);

    public static IRunQueue Queue(this IStore store) => new RunQueue(store, TimeProvider.System);
}
