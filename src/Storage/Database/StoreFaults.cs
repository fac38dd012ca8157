using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Persona.Bench.Storage.Database;

/// <summary>Classifies errors by the databases' error codes, never by their message texts.</summary>
public static class StoreFaults
{
    /// <returns>Null: not an error of a store.</returns>
    public static StoreFault? Classify(Exception exception)
    {
        StoreFault? fault = null;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            // The innermost error is the most precise: drivers wrap errors as a broken connection.
            fault = OfOne(cause) ?? fault;
        }

        return fault;
    }

    /// <summary>True: a retry may succeed later. False: the store will give the same answer again, or this is not an error of a store.</summary>
    public static bool Passes(Exception exception) => Classify(exception) is StoreFault.Away or StoreFault.Full;

    /// <summary>True: the store answered, and waiting does not help; see <see cref="Passes"/>.</summary>
    public static bool IsRefusal(Exception exception) => exception is DbException && !Passes(exception);

    /// <summary>What to do about a refusal, as an imperative; null if no remedy is known.</summary>
    public static string? Remedy(DbException fault) => ((fault as PostgresException) ?? (fault.InnerException as PostgresException))?.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => "grant the user that right, as deploy/postgres/grants.sql does",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction =>
            "run 'persona benchmark migrate', or name another database",
        PostgresErrorCodes.InvalidCatalogName => "create the database, or name another one",
        PostgresErrorCodes.ReadOnlySqlTransaction => "name the primary server; this one is read-only",
        { } state when state.StartsWith("28", StringComparison.Ordinal) => "check the user and the password of the store",
        _ => null,
    };

    /// <returns>The store's error, in one line. Details of a server's message are left out: they may contain values.</returns>
    public static string ReasonOf(Exception exception)
    {
        var cause = exception;
        while (cause is not (PostgresException or SqliteException) && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return ((cause as PostgresException)?.MessageText ?? cause.Message).ReplaceLineEndings(" ").TrimEnd('.');
    }

    private static StoreFault? OfOne(Exception exception) => exception switch
    {
        PostgresException postgres => OfState(postgres.SqlState),
        SqliteException sqlite => OfCode(sqlite.SqliteErrorCode),
        NpgsqlException or SocketException or TimeoutException => StoreFault.Away,
        IOException => StoreFault.Away,
        AuthenticationException or UnauthorizedAccessException => StoreFault.Refused,
        // Values that the driver cannot write, such as half a surrogate pair or a date outside the calendar.
        ArgumentException or InvalidCastException or OverflowException or FormatException => StoreFault.Data,
        _ => null,
    };

    private static StoreFault OfState(string state) => state switch
    {
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.IoError => StoreFault.Full,
        PostgresErrorCodes.ProgramLimitExceeded => StoreFault.Data,
        PostgresErrorCodes.DatabaseDropped => StoreFault.Refused,
        PostgresErrorCodes.InternalError => StoreFault.Away,
        // By error class: values and constraints; not allowed, not found or not valid SQL; everything else is transient.
        _ => state[..2] switch
        {
            "21" or "22" or "23" => StoreFault.Data,
            "0A" or "26" or "28" or "3D" or "3F" or "42" or "44" or "F0" or "XX" => StoreFault.Refused,
            _ => StoreFault.Away,
        },
    };

    private static StoreFault OfCode(int code) => code switch
    {
        raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_IOERR => StoreFault.Full,
        raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE => StoreFault.Data,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_INTERRUPT or raw.SQLITE_PROTOCOL or raw.SQLITE_NOMEM or raw.SQLITE_CANTOPEN => StoreFault.Away,
        _ => StoreFault.Refused,
    };
}
