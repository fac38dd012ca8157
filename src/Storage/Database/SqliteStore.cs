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
    private const string Touch = "UPDATE run SET created_at = created_at WHERE id = (SELECT max(id) FROM run)";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _writer;
    private Durability? _durability;
    private volatile StoreRefusal? _refusal;

    public string Path => path;

    /// <summary>The last time that the disk let nothing be written or read, whatever it was; null: never yet. Who was refused may try again in silence, for ever.</summary>
    public StoreRefusal? Refusal => _refusal;

    public SqlDialect Dialect => SqliteDialect.Instance;

    /// <summary>Makes the file, and the last folder of its path, and brings its tables up to date.</summary>
    /// <exception cref="Core.Configuration.ConfigurationException">More than that folder is missing.</exception>
    /// <exception cref="StoreException">It cannot be made or opened, is no store, or one of a newer version.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            SqliteFile.MakeFolder(path);
            await SqliteMigration.ApplyAsync(this, KnownMigrations.For<SqliteBenchDbContext>(), cancellationToken);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw StoreException.OfFile(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    public BenchDbContext CreateContext() => new SqliteBenchDbContext(SqliteBenchDbContext.OptionsOf(SqliteConnections.StringOf(path)));

    public async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await SqliteConnections.OpenAsync(path, cancellationToken);
            return await read(new SqlSession(connection, null, Dialect));
        }
        catch (SqliteException exception)
        {
            _refusal = StoreRefusal.From(exception) ?? _refusal;
            throw;
        }
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
        catch (SqliteException exception)
        {
            _refusal = StoreRefusal.From(exception) ?? _refusal;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes what stands there already, to the disk: shows in <see cref="Refusal"/> whether that takes anything, where others write.</summary>
    public Task TouchAsync(CancellationToken cancellationToken) =>
        WriteAsync(session => session.ExecuteAsync(Touch, [], cancellationToken), Durability.PowerCut, cancellationToken);

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
