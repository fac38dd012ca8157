using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Files.Tests.Yaml;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Storage.Tests.Database;

public sealed class SqliteStoreTests : IDisposable
{
    private const string DropTables =
        "DROP TABLE run_metric; DROP TABLE attempt; DROP TABLE measurement; DROP TABLE work_item; DROP TABLE refusal; DROP TABLE warm_up; DROP TABLE run; DROP TABLE worker;" +
        "DROP TABLE fingerprint; DROP TABLE call_pace; DROP TABLE store_identity;";

    private readonly TemporaryFolder _folder = new();

    private string File => _folder["store/bench.db"];

    [Fact]
    public async Task An_empty_path_becomes_a_store_with_the_tables_of_the_model()
    {
        using var store = await MigratedAsync();

        await using var context = store.CreateContext();
        (await context.Database.GetPendingMigrationsAsync(TestStore.Token)).ShouldBeEmpty();
        context.Database.HasPendingModelChanges().ShouldBeFalse();
        (await context.Runs.CountAsync(TestStore.Token)).ShouldBe(0);
    }

    /// <summary>Regenerate with PERSONA_APPROVE=1 after adding a migration.</summary>
    [Fact]
    public async Task The_script_for_an_empty_file_is_that_of_the_migrations()
    {
        using var store = await MigratedAsync();
        await using var context = store.CreateContext();

        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);

        if (Environment.GetEnvironmentVariable("PERSONA_APPROVE") == "1")
        {
            await System.IO.File.WriteAllTextAsync(SourceOf("schema.sql"), script, TestStore.Token);
            Assert.Skip("schema.sql was written; build again, because it is embedded");
        }

        SqliteSchema.Script().ReplaceLineEndings().ShouldBe(script.ReplaceLineEndings());
    }

    [Fact]
    public async Task A_store_of_an_older_version_is_brought_up_to_date_by_its_migrations()
    {
        (await MigratedAsync()).Dispose();
        // As if none of the migrations existed yet.
        await ExecuteAsync(
            "DELETE FROM __EFMigrationsHistory; INSERT INTO __EFMigrationsHistory VALUES ('20200101000000_Older', '1.0.0');" +
            DropTables);
        using var store = new SqliteStore(File);

        await SqliteMigration.ApplyAsync(store, ["20200101000000_Older", .. KnownMigrations.For<SqliteBenchDbContext>()], TestStore.Token);

        await PlanAsync(store, Guid.CreateVersion7(), 1);
    }

    [Fact]
    public async Task Migrating_again_keeps_what_is_stored()
    {
        var runId = Guid.CreateVersion7();
        using (var first = await MigratedAsync())
        {
            await PlanAsync(first, runId, 3);
        }

        using var second = await MigratedAsync();

        (await HistoryOf(second).FindAsync(runId, TestStore.Token)).ShouldNotBeNull().Planned.ShouldBe(3);
    }

    [Fact]
    public async Task Concurrent_migrations_of_an_empty_path_all_get_the_same_store()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(MigratedAsync)));

        foreach (var store in stores)
        {
            await PlanAsync(store, Guid.CreateVersion7(), 1);
        }

        (await HistoryOf(stores[0]).ListAsync(10, TestStore.Token)).Count.ShouldBe(4);
        Array.ForEach(stores, store => store.Dispose());
    }

    [Fact]
    public async Task A_process_that_was_killed_while_it_migrated_does_not_stop_the_next_one()
    {
        (await MigratedAsync()).Dispose();
        // EF then leaves the migration lock behind, and nothing releases it.
        await ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER NOT NULL CONSTRAINT PK___EFMigrationsLock PRIMARY KEY, Timestamp TEXT NOT NULL);" +
            "INSERT OR REPLACE INTO __EFMigrationsLock VALUES (1, '2025-01-01 00:00:00+00:00'); DELETE FROM __EFMigrationsHistory;" +
            DropTables);

        using var store = new SqliteStore(File);
        await store.MigrateAsync(TestStore.Token).WaitAsync(TimeSpan.FromSeconds(30), TestStore.Token);

        await PlanAsync(store, Guid.CreateVersion7(), 1);
    }

    [Fact]
    public async Task A_store_that_is_up_to_date_opens_while_another_holds_the_migration_lock()
    {
        (await MigratedAsync()).Dispose();
        await ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER NOT NULL CONSTRAINT PK___EFMigrationsLock PRIMARY KEY, Timestamp TEXT NOT NULL);" +
            "INSERT OR REPLACE INTO __EFMigrationsLock VALUES (1, datetime('now') || '+00:00');");

        using var store = new SqliteStore(File);

        await store.MigrateAsync(TestStore.Token).WaitAsync(TimeSpan.FromSeconds(30), TestStore.Token);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        _folder.Write("store/bench.db", "dear diary, today I was not a database at all, and proud of it");

        var fault = await RefusedAsync();

        fault.Message.ShouldStartWith($"store sqlite:{File} cannot be used");
        fault.Message.ShouldNotContain('\n');
        (await System.IO.File.ReadAllTextAsync(File, TestStore.Token)).ShouldStartWith("dear diary");
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await ExecuteAsync("CREATE TABLE bookmarks (url TEXT);");

        (await RefusedAsync()).Message.ShouldContain("name another file");

        (await ScalarAsync("SELECT COUNT(*) FROM sqlite_master")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused()
    {
        (await MigratedAsync()).Dispose();
        await ExecuteAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99.0.0');");

        (await RefusedAsync()).Message.ShouldContain("newer version");
    }

    [Fact]
    public async Task A_store_from_before_the_first_release_is_refused_and_left_as_it_is()
    {
        (await MigratedAsync()).Dispose();
        await ExecuteAsync("DELETE FROM __EFMigrationsHistory; INSERT INTO __EFMigrationsHistory VALUES ('20261123102437_Initial', '10.0.15');");

        (await RefusedAsync()).Message.ShouldBe(
            $"store sqlite:{File} was created before the first release and cannot be converted; create a new one, or name another file");

        (await ScalarAsync("SELECT COUNT(*) FROM __EFMigrationsHistory")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_path_where_no_file_can_be_is_refused()
    {
        _folder.Write("store", "a file where the folder should be");

        (await RefusedAsync()).Message.ShouldStartWith($"store sqlite:{File} cannot be used");
    }

    [Fact]
    public async Task Stores_that_write_to_one_file_at_once_lose_nothing()
    {
        using var first = await MigratedAsync();
        using var second = await MigratedAsync();
        var runId = Guid.CreateVersion7();
        await PlanAsync(first, runId, 200);
        var queues = new[] { first, second }.Select(store => new WorkQueue(store, TimeProvider.System)).ToArray();
        var items = await StartAndDispatchAsync(first, runId);

        // Each item is offered to both stores.
        await Parallel.ForEachAsync(items.Concat(items).Index(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (item, token) =>
        {
            var queue = queues[item.Index % 2];
            if (await queue.ClaimAsync($"w{item.Index % 2}", TestStore.Lease, [new ItemClaim(item.Item)], token) is [ClaimAnswer.Claimed { Item: var claimed }])
            {
                await queue.RecordAsync([TestStore.ResultOf(claimed, $"w{item.Index % 2}")], token);
            }
        });

        (await HistoryOf(second).MeasurementsAsync(runId, TestStore.Token)).Select(one => one.Iteration).Order().ShouldBe(Enumerable.Range(1, 200));
    }

    [Fact]
    public async Task Nothing_of_a_write_that_throws_stays_and_the_next_write_goes_through()
    {
        using var store = await MigratedAsync();
        var queue = new RunQueue(store, TimeProvider.System);
        var spec = TestStore.SpecOf(1, ["emulated"], ["quick"]);
        var twice = RunPlan.Create(spec).Concat(RunPlan.Create(spec)).ToArray();

        await Should.ThrowAsync<SqliteException>(() => queue.PlanAsync(new PlannedRun(Guid.CreateVersion7(), spec, twice, null), TestStore.Token));
        await PlanAsync(store, Guid.CreateVersion7(), 1);

        (await HistoryOf(store).ListAsync(10, TestStore.Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_disposed_store_holds_no_file_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        var store = await MigratedAsync();
        await PlanAsync(store, Guid.CreateVersion7(), 1);
        OpenFiles().ShouldContain(path => path.StartsWith(File, StringComparison.Ordinal));

        store.Dispose();

        OpenFiles().ShouldNotContain(path => path.StartsWith(File, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<SqliteStore> MigratedAsync()
    {
        var store = new SqliteStore(File);
        await store.MigrateAsync(TestStore.Token);
        return store;
    }

    private async Task<StoreException> RefusedAsync()
    {
        using var store = new SqliteStore(File);
        return await Should.ThrowAsync<StoreException>(() => store.MigrateAsync(TestStore.Token));
    }

    private static RunHistory HistoryOf(SqliteStore store) => new(store, TimeProvider.System);

    private static async Task PlanAsync(SqliteStore store, Guid runId, int iterations)
    {
        var spec = TestStore.SpecOf(iterations, ["emulated"], ["quick"]);
        await new RunQueue(store, TimeProvider.System).PlanAsync(new PlannedRun(runId, spec, RunPlan.Create(spec), null), TestStore.Token);
    }

    private static async Task<IReadOnlyList<Guid>> StartAndDispatchAsync(SqliteStore store, Guid runId)
    {
        var queue = new RunQueue(store, TimeProvider.System);
        await queue.StartAsync(runId, TestStore.Token);
        return [.. (await queue.DispatchAsync(runId, int.MaxValue, 0, ["emulated"], TestStore.Token)).SelectMany(block => block.Items).Select(item => item.ItemId)];
    }

    private async Task ExecuteAsync(string sql) => await ScalarAsync(sql);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(TestStore.Token);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(TestStore.Token);
    }

    private static string SourceOf(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Storage/Database/Migrations/Sqlite", file));

    private static string[] OpenFiles() =>
        [.. Directory.EnumerateFiles($"/proc/{Environment.ProcessId}/fd").Select(fd => new FileInfo(fd).LinkTarget).OfType<string>()];
}
