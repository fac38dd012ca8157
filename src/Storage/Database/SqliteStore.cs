using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Persona.Bench.Storage.Database;

/// <summary>
/// An SQLite file as store: makes contexts, and lets one write at a time through. SQLite has one writer anyway; a writer that
/// finds the file locked sleeps in steps, so queueing inside the process is both quicker and fair. Between processes the
/// busy time-out of the connection does the same, more slowly.
/// </summary>
public sealed class SqliteStore : IDisposable
{
    private readonly PooledDbContextFactory<SqliteBenchDbContext> _contexts;
    private readonly SemaphoreSlim _writer = new(1, 1);

    public SqliteStore(string path)
    {
        Path = path;
        _contexts = new PooledDbContextFactory<SqliteBenchDbContext>(Options(path));
    }

    public string Path { get; }

    public static DbContextOptions<SqliteBenchDbContext> Options(string path) =>
        new DbContextOptionsBuilder<SqliteBenchDbContext>()
            .UseSqlite(ConnectionString(path))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(SqliteSession.Instance)
            .Options;

    /// <summary>Makes the file and brings its tables up to date.</summary>
    /// <exception cref="StoreException">It cannot be made or opened, is no store, or one of a newer version.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            await using var context = CreateContext();
            await SqliteMigration.ApplyAsync(context, Path, cancellationToken);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"store sqlite:{Path} cannot be used: {exception.Message.TrimEnd('.')}; name another with --store", exception);
        }
    }

    public SqliteBenchDbContext CreateContext() => _contexts.CreateDbContext();

    public async Task<T> ReadAsync<T>(Func<SqliteBenchDbContext, Task<T>> read)
    {
        await using var context = CreateContext();
        return await read(context);
    }

    /// <summary>Runs <paramref name="write"/> as one transaction; nothing of it stays when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteBenchDbContext, Task<T>> write, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            await using var context = CreateContext();
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var result = await write(context);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        using var connection = new SqliteConnection(ConnectionString(Path));
        SqliteConnection.ClearPool(connection);
    }

    private static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 }.ConnectionString;
}
