using Npgsql;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Distributed;

/// <summary>The servers, with a separate database for each table.</summary>
internal sealed record Ground(string Postgres, string Broker)
{
    public static Ground? OfEnvironment() =>
        (Environment.GetEnvironmentVariable("PERSONA_TEST_POSTGRES"), Environment.GetEnvironmentVariable("PERSONA_TEST_RABBITMQ")) is ({ } postgres, { } broker)
            ? new Ground(postgres, broker)
            : null;

    public async Task<(PostgresStore Store, string ConnectionString)> CreateStoreAsync(CancellationToken cancellationToken)
    {
        var name = $"measured_{Guid.NewGuid():N}";
        await using var server = NpgsqlDataSource.Create(Postgres);
        await using var create = server.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync(cancellationToken);
        var connection = new NpgsqlConnectionStringBuilder(Postgres) { Database = name }.ConnectionString;
        var store = new PostgresStore(connection, name);
        await store.MigrateAsync(cancellationToken);
        return (store, connection);
    }
}
