using Microsoft.Data.Sqlite;
using Npgsql;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Storage.Tests.Database;

/// <summary>Errors as the databases actually raise them.</summary>
public sealed class StoreFaultsTests
{
    [Theory]
    [InlineData("SELECT * FROM nothing", StoreFault.Refused)]
    [InlineData("SELEC 1", StoreFault.Refused)]
    [InlineData("INSERT INTO run_metric (run_id) VALUES (NULL)", StoreFault.Data)]
    public async Task Statements_fail_alike_on_both_databases(string statement, StoreFault expected)
    {
        await using var sqlite = await TestStore.CreateAsync();
        await using var postgres = await TestDatabase.Postgres.CreateStoreAsync();

        StoreFaults.Classify(await FaultAsync(sqlite, statement)).ShouldBe(expected);
        StoreFaults.Classify(await FaultAsync(postgres, statement)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("SELECT 'a' || chr(0)", StoreFault.Data)]
    [InlineData("SET TRANSACTION READ ONLY; UPDATE run SET name = ''", StoreFault.Full)]
    [InlineData("SET LOCAL ROLE pg_monitor; SELECT * FROM run", StoreFault.Refused)]
    [InlineData("SET LOCAL statement_timeout = 1; SELECT pg_sleep(60)", StoreFault.Away)]
    [InlineData("SELECT pg_terminate_backend(pg_backend_pid())", StoreFault.Away)]
    public async Task PostgreSQL_says_what_it_is(string statement, StoreFault expected)
    {
        await using var store = await TestDatabase.Postgres.CreateStoreAsync();

        StoreFaults.Classify(await FaultAsync(store, statement)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_away()
    {
        await using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=u;Database=d");

        StoreFaults.Classify(await Should.ThrowAsync<Exception>(async () => await source.OpenConnectionAsync(TestStore.Token))).ShouldBe(StoreFault.Away);
    }

    [Fact]
    public async Task SQLite_says_that_it_takes_no_writes()
    {
        await using var store = await TestStore.CreateAsync();
        await using var connection = new SqliteConnection($"Data Source={((SqliteStore)store.Store).Path};Pooling=False");
        await connection.OpenAsync(TestStore.Token);
        var pages = await AskAsync(connection, "PRAGMA page_count");

        await AskAsync(connection, $"PRAGMA max_page_count = {pages}");
        StoreFaults.Classify(await Should.ThrowAsync<SqliteException>(() => AskAsync(connection, "CREATE TABLE more AS SELECT zeroblob(1000000)")))
            .ShouldBe(StoreFault.Full);

        await AskAsync(connection, "PRAGMA query_only = 1");
        StoreFaults.Classify(await Should.ThrowAsync<SqliteException>(() => AskAsync(connection, "DELETE FROM run"))).ShouldBe(StoreFault.Full);
    }

    [Fact]
    public void What_is_no_error_of_a_store_is_none() => StoreFaults.Classify(new InvalidOperationException("a bug")).ShouldBeNull();

    private static async Task<object?> AskAsync(SqliteConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = statement;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(TestStore.Token);
    }

    private static async Task<Exception> FaultAsync(TestStore store, string statement) => await Should.ThrowAsync<Exception>(() => store.Store.WriteAsync(
        session => session.ExecuteAsync(statement, [], TestStore.Token), Durability.Crash, TestStore.Token));
}
