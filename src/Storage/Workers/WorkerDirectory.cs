using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Workers;

/// <summary>Queries over workers, the same on every database.</summary>
public sealed class WorkerDirectory(IStore store) : IWorkerDirectory
{
    private readonly WorkerSql _sql = new(store.Dialect);

    public Task<IReadOnlyList<StoredWorker>> AllAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<StoredWorker>>(
        async session => await session.QueryAsync(_sql.All, [], WorkerSql.Read, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<StoredWorker>> RecentAsync(TimeSpan heardWithin, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<StoredWorker>>(
            async session => await session.QueryAsync(
                _sql.Recent, [("@age", (long)heardWithin.TotalMilliseconds)], WorkerSql.Read, cancellationToken),
            cancellationToken);
}
