using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Persona.Bench.Storage.Database;

/// <summary>What a failure at the store means: whether it passes by itself, and what a person can do about one that does not.</summary>
public static class StoreFault
{
    private const string IdleInTransaction = "25P03";
    private const int SqliteGenericError = 1;
    private const int SqlitePermission = 3;
    private const int SqliteCorrupt = 11;
    private const int SqliteSchema = 17;
    private const int SqliteConstraint = 19;
    private const int SqliteMismatch = 20;
    private const int SqliteMisuse = 21;
    private const int SqliteAuthorization = 23;
    private const int SqliteNoDatabase = 26;

    /// <summary>
    /// True: the store is away or has no room or time at present, and the same may succeed later. False: it answered, and will answer the same again: it
    /// refuses this user, lacks a table, or does not understand. Also false for what is no failure at a store.
    /// </summary>
    public static bool Passes(Exception exception) => exception switch
    {
        PostgresException answer => PassesByState(answer.SqlState),
        SqliteException answer => PassesByCode(answer.SqliteErrorCode),
        DbException { InnerException: PostgresException answer } => PassesByState(answer.SqlState),
        DbException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>True: the store answered, and waiting does not help; see <see cref="Passes"/>.</summary>
    public static bool IsRefusal(Exception exception) => exception is DbException && !Passes(exception);

    /// <summary>What to do about a refusal, as an imperative; null: nothing that is known.</summary>
    public static string? Remedy(DbException fault) => ((fault as PostgresException) ?? (fault.InnerException as PostgresException))?.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => "grant its user that right, as deploy/postgres/grants.sql does",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction =>
            "run 'persona benchmark migrate', or name another database",
        PostgresErrorCodes.InvalidCatalogName => "create the database, or name another one",
        PostgresErrorCodes.ReadOnlySqlTransaction => "name the primary server, this one can only be read",
        { } state when state.StartsWith("28", StringComparison.Ordinal) => "check the user and the password of the store",
        _ => null,
    };

    /// <summary>
    /// Classes of SQLSTATE: 08 connection, 40 rolled back, 53 out of resources, 55 not now, 57 an operator stops or starts the server, 58 its disk or system,
    /// XX its own fault. A session that idled in a transaction was ended by the server; the next one is not.
    /// </summary>
    private static bool PassesByState(string state) =>
        state is not PostgresErrorCodes.DatabaseDropped
        && (state is IdleInTransaction || state[..Math.Min(2, state.Length)] is "08" or "40" or "53" or "55" or "57" or "58" or "XX");

    private static bool PassesByCode(int code) => code is not (SqliteGenericError or SqlitePermission or SqliteCorrupt or SqliteSchema or SqliteConstraint
        or SqliteMismatch or SqliteMisuse or SqliteAuthorization or SqliteNoDatabase);
}
