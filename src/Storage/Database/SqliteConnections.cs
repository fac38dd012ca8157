using Microsoft.Data.Sqlite;

namespace Persona.Bench.Storage.Database;

/// <summary>Connections to an SQLite file, with the settings that SQLite keeps per connection.</summary>
internal static class SqliteConnections
{
    public const string Pragmas = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL;";

    public static string StringOf(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 }.ConnectionString;

    public static async Task<SqliteConnection> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(StringOf(path));
        try
        {
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, Pragmas, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// FULL waits for the disk at each commit, so that whatever the store confirmed survives a power cut; the spool is emptied on that
    /// confirmation. NORMAL does not wait: its commits reach the disk with the next FULL one, because they share the log.
    /// </summary>
    public static Task SetAsync(SqliteConnection connection, Durability durability, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, durability == Durability.PowerCut ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", cancellationToken);

    /// <summary>Closes the pooled connections.</summary>
    public static void Close(string path)
    {
        using var connection = new SqliteConnection(StringOf(path));
        SqliteConnection.ClearPool(connection);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
