using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Stores;

/// <summary>A store with tables of this version. Disposing closes it.</summary>
/// <param name="store">The store.</param>
/// <param name="name">How messages name it; without password.</param>
/// <param name="close">Closes it.</param>
internal sealed class OpenedStore(IStore store, string name, Func<ValueTask> close) : IAsyncDisposable
{
    public IStore Store => store;

    public IRunHistory History => new RunHistory(store, TimeProvider.System);

    public IRunQueue Queue => new RunQueue(store, TimeProvider.System);

    public override string ToString() => name;

    public ValueTask DisposeAsync() => close();
}
