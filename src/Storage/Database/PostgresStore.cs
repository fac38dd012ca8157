using Microsoft.EntityFrameworkCore;
using Npgsql;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Database;

/// <summary>A store in a PostgreSQL database, for many processes on many machines.</summary>
public sealed class PostgresStore : IOwnedStore
{
    private const string MigrationTurn = "persona-bench/migration";
    private const string HasHistory = "SELECT 1 WHERE to_regclass('\"__EFMigrationsHistory\"') IS NOT NULL";
    private const string Applied = "SELECT migration_id FROM \"__EFMigrationsHistory\"";
    private const int Tries = 4;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // Where Kerberos is not installed, as in a container, the driver would complain on stderr and continue without it. An address may enable it.
    private const string Defaults = "GSS Encryption Mode=Disable;";

    private readonly NpgsqlDataSource _source;

    /// <param name="connectionString">In Npgsql's keywords.</param>
    /// <param name="name">The store's name in messages, without its password.</param>
    public PostgresStore(string connectionString, string name)
    {
        Name = name;
        // The protocol's few statements are prepared once per connection and leave no session state that would need a reset.
        var builder = new NpgsqlConnectionStringBuilder(Defaults + connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        builder.ApplicationName ??= "persona-bench";
        // A process that is cut off or suspended in a transaction keeps its row locks no longer than this.
        builder.Options = $"-c idle_in_transaction_session_timeout={LongestPause.TotalMilliseconds:0} {builder.Options}".TrimEnd();
        _source = NpgsqlDataSource.Create(builder);
    }

    public string Name { get; }

    public SqlDialect Dialect => PostgresDialect.Instance;

    internal NpgsqlDataSource Source => _source;

    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            // EF takes its own lock only after checking what is missing: a second process in the queue would migrate again.
            await using var turn = await _source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await turn.BeginTransactionAsync(cancellationToken);
            var session = new SqlSession(turn, transaction, Dialect);
            await session.ExecuteAsync("SET LOCAL idle_in_transaction_session_timeout = 0", [], cancellationToken);
            await session.QueryAsync(PostgresDialect.Instance.AdvisoryLock!, [("@turn", MigrationTurn)], _ => true, cancellationToken);
            // Outside that transaction: EF locks the table that this reads.
            var applied = await ReadAsync(other => AppliedAsync(other, cancellationToken), cancellationToken);
            RequireKnown(applied);
            await using var context = this.CreateContext();
            await context.Database.MigrateAsync(cancellationToken);
            return KnownMigrations.For<PostgresBenchDbContext>().Count - applied.Count;
        }
        catch (NpgsqlException exception)
        {
            throw StoreException.From(Name, exception);
        }
    }

    public async Task RequireCurrentAsync(CancellationToken cancellationToken)
    {
        try
        {
            var applied = await ReadAsync(session => AppliedAsync(session, cancellationToken), cancellationToken);
            RequireKnown(applied);
            if (KnownMigrations.For<PostgresBenchDbContext>().Except(applied, StringComparer.Ordinal).Any())
            {
                throw new StoreException($"store {Name} is not up to date; run 'persona benchmark migrate' first");
            }
        }
        catch (NpgsqlException exception)
        {
            throw StoreException.From(Name, exception);
        }
    }

    public async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        return await read(new SqlSession(connection, null, Dialect));
    }

    public async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> write, Durability durability, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(write, cancellationToken);
            }
            catch (PostgresException exception) when (IsWorthAnother(exception) && attempt < Tries)
            {
                // The server rolled back this one of several conflicting transactions; it is retried.
            }
        }
    }

    private static bool IsWorthAnother(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    private async Task<T> WriteOnceAsync<T>(Func<SqlSession, Task<T>> write, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await write(new SqlSession(connection, transaction, Dialect));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task<IReadOnlyList<string>> AppliedAsync(SqlSession session, CancellationToken cancellationToken) =>
        await session.QueryAsync(HasHistory, [], _ => true, cancellationToken) is [_]
            ? await session.QueryAsync(Applied, [], row => row.Text(0), cancellationToken)
            : [];

    private void RequireKnown(IReadOnlyList<string> applied)
    {
        if (KnownMigrations.Problem(applied, KnownMigrations.For<PostgresBenchDbContext>()) is { } problem)
        {
            throw new StoreException($"store {Name} {problem}");
        }
    }
}
