using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Database;

/// <summary>A database that holds runs.</summary>
public interface IStore
{
    SqlDialect Dialect { get; }

    Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="write"/> as one transaction, which is rolled back when it throws.</summary>
    Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> write, Durability durability, CancellationToken cancellationToken);
}
