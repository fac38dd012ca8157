using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Hosting;

/// <summary>The store of a service, opened and found to be of this version.</summary>
internal sealed class ServiceStore(IStore store, Func<ValueTask> close) : IAsyncDisposable
{
    public IStore Store => store;

    /// <exception cref="StoreException">It cannot be reached, or is one of another version: services never migrate.</exception>
    public static async Task<ServiceStore> OpenAsync(StoreAddress address, CancellationToken cancellationToken)
    {
        if (address is StoreAddress.Postgres server)
        {
            var postgres = new PostgresStore(server.ConnectionString, server.ToString());
            await postgres.RequireCurrentAsync(cancellationToken);
            return new ServiceStore(postgres, postgres.DisposeAsync);
        }

        // Made and brought up to date by the command that starts workers of its own.
        var sqlite = new SqliteStore(((StoreAddress.Sqlite)address).Path);
        return new ServiceStore(sqlite, () =>
        {
            sqlite.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    public ValueTask DisposeAsync() => close();
}
