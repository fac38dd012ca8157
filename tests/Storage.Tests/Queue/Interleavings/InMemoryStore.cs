using Microsoft.Data.Sqlite;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Tests.Queue.Interleavings;

/// <summary>The tables in memory, on one connection. The test controls the database's clock.</summary>
internal sealed class InMemoryStore : IStore, IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public InMemoryStore()
    {
        _connection.Open();
        // Replaces SQLite's own function, from which the statements get the time.
        _connection.CreateFunction("unixepoch", (string _) => NowMs / 1000.0);
        using var command = _connection.CreateCommand();
        command.CommandText = SqliteSchema.Script();
        command.ExecuteNonQuery();
    }

    public long NowMs { get; set; } = 1_700_000_000_000;

    public SqlDialect Dialect => SqliteDialect.Instance;

    public Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellationToken) => read(new SqlSession(_connection, null, Dialect));

    public async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> write, Durability durability, CancellationToken cancellationToken)
    {
        await using var transaction = _connection.BeginTransaction();
        var result = await write(new SqlSession(_connection, transaction, Dialect));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    public BenchDbContext CreateContext() => throw new NotSupportedException();

    public void Dispose() => _connection.Dispose();
}
