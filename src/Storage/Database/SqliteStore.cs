using Microsoft.Data.Sqlite;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Database;

/// <summary>
/// An SQLite file as store: lets one write at a time through, on a connection of its own. SQLite has one writer anyway; a writer
/// that finds the file locked sleeps in steps, so queueing inside the process is both quicker and fair. Between processes the
/// busy time-out of the connection does the same, more slowly.
/// </summary>
public sealed class SqliteStore(string path) : IStore, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _writer;
    private Durability? _durability;

    public string Path => path;

    public SqlDialect Dialect => SqliteDialect.Instance;

    /// <summary>Makes the file and brings its tables up to date.</summary>
    /// <exception cref="StoreException">It cannot be made or opened, is no store, or one of a newer version.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            await SqliteMigration.ApplyAsync(this, KnownMigrations.Of<SqliteBenchDbContext>(), cancellationToken);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"store sqlite:{path} cannot be used: {exception.Message.TrimEnd('.')}; name another with --store", exception);
        }
    }

    public BenchDbContext CreateContext() => new SqliteBenchDbContext(SqliteBenchDbContext.OptionsOf(SqliteConnections.StringOf(path)));

    public async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await SqliteConnections.OpenAsync(path, cancellationToken);
        return await read(new SqlSession(connection, null, Dialect));
    }

    public async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> write, Durability durability, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var connection = await WriterAsync(durability, cancellationToken);
            await using var transaction = connection.BeginTransaction(deferred: false);
            var result = await write(new SqlSession(connection, transaction, Dialect));
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _writer?.Dispose();
        SqliteConnections.Close(path);
    }

    private async Task<SqliteConnection> WriterAsync(Durability durability, CancellationToken cancellationToken)
    {
        _writer ??= await SqliteConnections.OpenAsync(path, cancellationToken);
        if (_durability != durability)
        {
            await SqliteConnections.SetAsync(_writer, durability, cancellationToken);
            _durability = durability;
        }

        return _writer;
    }
}
