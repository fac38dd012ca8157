using Npgsql;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Tests.Queue;

/// <summary>The databases that the queue and history tests run on.</summary>
public enum TestDatabase
{
    Sqlite,
    Postgres,
}

internal static class TestDatabases
{
    /// <summary>Npgsql connection string of a server on which the tests may create databases; test.sh starts one.</summary>
    private const string Variable = "PERSONA_TEST_POSTGRES";

    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    public static Task<TestStore> CreateStoreAsync(this TestDatabase database) =>
        database == TestDatabase.Sqlite ? TestStore.CreateAsync() : CreatePostgresAsync();

    /// <summary>Creates an empty database.</summary>
    public static async Task<PostgresStore> CreateEmptyAsync(string? template = null)
    {
        var name = $"bench_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template}")}");
        return StoreOf(name);
    }

    public static PostgresStore StoreOf(string database)
    {
        var builder = new NpgsqlConnectionStringBuilder(Server()) { Database = database, MaxPoolSize = 20 };
        return new PostgresStore(builder.ConnectionString, $"postgres:{database}");
    }

    public static async Task RemoveAsync(PostgresStore store)
    {
        await store.DisposeAsync();
        await ExecuteAsync($"DROP DATABASE {store.Name["postgres:".Length..]} WITH (FORCE)");
    }

    private static async Task<TestStore> CreatePostgresAsync()
    {
        var store = await CreateEmptyAsync(await Template.Value);
        return new TestStore(store, async () => await RemoveAsync(store));
    }

    // Copying a database with its tables is faster than migrating each.
    private static async Task<string> MakeTemplateAsync()
    {
        await using var store = await CreateEmptyAsync();
        await store.MigrateAsync(CancellationToken.None);
        return store.Name["postgres:".Length..];
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server()) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The names are generated here.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static string Server()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"no PostgreSQL: run ./test.sh, which starts one, or name a server in {Variable}");
        return server!;
    }
}
