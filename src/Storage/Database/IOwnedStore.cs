namespace Persona.Bench.Storage.Database;

/// <summary>A store whose connections belong to this process. Disposing closes them.</summary>
public interface IOwnedStore : IStore, IAsyncDisposable
{
    /// <summary>The store in messages, <c>sqlite:PATH</c> or <c>postgres:…</c> without the password.</summary>
    string Name { get; }

    /// <summary>Creates the tables, or brings them up to date. Safe to call from several processes at once.</summary>
    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="StoreException">It cannot be reached or created, or is not a store of this version.</exception>
    Task<int> MigrateAsync(CancellationToken cancellationToken);

    /// <exception cref="StoreException">It cannot be reached, or its tables are of another version.</exception>
    Task RequireCurrentAsync(CancellationToken cancellationToken);
}
