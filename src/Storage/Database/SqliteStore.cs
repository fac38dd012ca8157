using Microsoft.Data.Sqlite;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Database;

/// <summary>
/// A store in an SQLite file. Writes go through one at a time, on a dedicated connection. SQLite allows only one writer anyway, and one
/// that finds the file locked sleeps in steps, so queueing inside the process is both quicker and fair. Between processes the
/// connection's busy timeout does the same, more slowly.
/// </summary>
public sealed class SqliteStore(string path) : IOwnedStore, IDisposable
{
    private const string Touch = "UPDATE run SET created_at = created_at WHERE id = (SELECT max(id) FROM run)";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _writer;
    private Durability? _durability;
    private volatile StoreRefusal? _refusal;

    public string Path => path;

    public string Name => $"sqlite:{path}";

    /// <summary>
    /// The last time that the disk refused a read or a write, whichever it was; null if it never did. Callers that were refused may retry
    /// silently forever.
    /// </summary>
    public StoreRefusal? Refusal => _refusal;

    public SqlDialect Dialect => SqliteDialect.Instance;

    /// <summary>Creates the file and the last folder of its path, and migrates its tables.</summary>
    /// <exception cref="Core.Configuration.ConfigurationException">More than that folder is missing.</exception>
    /// <exception cref="StoreException">It cannot be created or opened, is not a store, or is of a newer version.</exception>
    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            SqliteFile.MakeFolder(path);
            return await SqliteMigration.ApplyAsync(this, KnownMigrations.For<SqliteBenchDbContext>(), cancellationToken);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw StoreException.OfFile(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    public async Task RequireCurrentAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!SqliteFile.IsThere(path))
            {
                throw new StoreException($"store {Name} does not exist; create it with 'persona benchmark migrate'");
            }

            await SqliteMigration.RequireCurrentAsync(this, cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw StoreException.OfFile(path, exception.Message.TrimEnd('.'), exception);
        }
    }

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

    /// <summary>Rewrites an unchanged row to disk, so that <see cref="Refusal"/> shows whether the disk accepts writes that others make.</summary>
    public Task TouchAsync(CancellationToken cancellationToken) =>
        WriteAsync(session => session.ExecuteAsync(Touch, [], cancellationToken), Durability.PowerCut, cancellationToken);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
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
