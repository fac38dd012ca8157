using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Persona.Bench.Storage.Database;

/// <summary>Settings that SQLite keeps per connection.</summary>
internal sealed class SqliteSession : DbConnectionInterceptor
{
    public static readonly SqliteSession Instance = new();

    // FULL: what the store said it has survives a power cut; the spool is emptied on its word.
    private const string Pragmas = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
