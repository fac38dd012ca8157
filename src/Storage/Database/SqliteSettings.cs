using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Persona.Bench.Storage.Database;

/// <summary>Applies the settings of our connections to those that EF opens.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    public static readonly SqliteSettings Instance = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SqliteConnections.Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = SqliteConnections.Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
