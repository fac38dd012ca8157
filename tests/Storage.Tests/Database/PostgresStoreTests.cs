using Microsoft.EntityFrameworkCore;
using Npgsql;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Storage.Tests.Database;

public sealed class PostgresStoreTests
{
    [Fact]
    public async Task An_empty_database_becomes_a_store_with_the_tables_of_the_model()
    {
        var store = await TestDatabases.CreateEmptyAsync();
        try
        {
            await store.MigrateAsync(TestStore.Token);

            await using var context = store.CreateContext();
            context.Database.HasPendingModelChanges().ShouldBeFalse();
            (await context.Runs.CountAsync(TestStore.Token)).ShouldBe(0);
            await store.RequireCurrentAsync(TestStore.Token);
        }
        finally
        {
            await TestDatabases.RemoveAsync(store);
        }
    }

    [Fact]
    public async Task A_service_refuses_a_store_that_is_not_up_to_date_and_says_what_to_do()
    {
        var store = await TestDatabases.CreateEmptyAsync();
        try
        {
            var fault = await Should.ThrowAsync<StoreException>(() => store.RequireCurrentAsync(TestStore.Token));

            fault.Message.ShouldBe($"store {store.Name} is not up to date; run 'persona benchmark migrate' first");
        }
        finally
        {
            await TestDatabases.RemoveAsync(store);
        }
    }

    [Fact]
    public async Task A_store_from_before_the_first_release_is_refused()
    {
        var store = await TestDatabases.CreateEmptyAsync();
        try
        {
            await store.MigrateAsync(TestStore.Token);
            await using var context = store.CreateContext();
            await context.Database.ExecuteSqlRawAsync(
                "DELETE FROM \"__EFMigrationsHistory\"; INSERT INTO \"__EFMigrationsHistory\" VALUES ('20261123110806_Initial', '10.0.15')",
                TestStore.Token);

            (await Should.ThrowAsync<StoreException>(() => store.MigrateAsync(TestStore.Token))).Message
                .ShouldEndWith("was created before the first release and cannot be converted; create a new one");
            await Should.ThrowAsync<StoreException>(() => store.RequireCurrentAsync(TestStore.Token));
        }
        finally
        {
            await TestDatabases.RemoveAsync(store);
        }
    }

    [Fact]
    public async Task Concurrent_migrations_all_get_the_same_store()
    {
        var store = await TestDatabases.CreateEmptyAsync();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.MigrateAsync(TestStore.Token)));

            await store.RequireCurrentAsync(TestStore.Token);
        }
        finally
        {
            await TestDatabases.RemoveAsync(store);
        }
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused()
    {
        var store = await TestDatabases.CreateEmptyAsync();
        try
        {
            await store.MigrateAsync(TestStore.Token);
            await using (var context = store.CreateContext())
            {
                await context.Database.ExecuteSqlRawAsync(
                    "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FromTheFuture', '99.0.0')", TestStore.Token);
            }

            (await Should.ThrowAsync<StoreException>(() => store.MigrateAsync(TestStore.Token))).Message.ShouldContain("newer version");
            (await Should.ThrowAsync<StoreException>(() => store.RequireCurrentAsync(TestStore.Token))).Message.ShouldContain("newer version");
        }
        finally
        {
            await TestDatabases.RemoveAsync(store);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_without_the_password()
    {
        var address = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = 1, Database = "bench", Username = "bench", Password = "hunter2" };
        await using var store = new PostgresStore(address.ConnectionString, "postgres:127.0.0.1/bench");

        var fault = await Should.ThrowAsync<StoreException>(() => store.RequireCurrentAsync(TestStore.Token));

        fault.Message.ShouldStartWith("store postgres:127.0.0.1/bench cannot be used: ");
        fault.Message.ShouldNotContain("hunter2");
        fault.Message.ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_not_taken_for_an_empty_one()
    {
        await using var store = TestDatabases.StoreOf("never_made");

        (await Should.ThrowAsync<StoreException>(() => store.RequireCurrentAsync(TestStore.Token)))
            .Message.ShouldBe("store postgres:never_made cannot be used: database \"never_made\" does not exist; create the database, or name another one");
    }

    [Fact]
    public async Task Nothing_of_a_write_that_throws_stays()
    {
        await using var store = await TestDatabase.Postgres.CreateStoreAsync();
        var spec = TestStore.SpecOf(1, ["emulated"], ["quick"]);
        var twice = Persona.Bench.Core.Runs.RunPlan.Create(spec).Concat(Persona.Bench.Core.Runs.RunPlan.Create(spec)).ToArray();

        await Should.ThrowAsync<PostgresException>(() =>
            store.Runs.PlanAsync(new Persona.Bench.Storage.Queue.PlannedRun(Guid.CreateVersion7(), spec, twice, null), TestStore.Token));

        (await store.History.ListAsync(10, TestStore.Token)).ShouldBeEmpty();
    }
}
