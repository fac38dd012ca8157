using Microsoft.EntityFrameworkCore;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Storage.Tests.Workers;

public abstract class WorkerDirectoryTests(TestDatabase database)
{
    [Fact]
    public async Task Without_workers_there_are_none()
    {
        await using var store = await database.CreateStoreAsync();

        (await new WorkerDirectory(store.Store).AllAsync(TestStore.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_is_what_it_registered_and_as_busy_as_its_leases()
    {
        await using var store = await database.CreateStoreAsync();
        await store.RegisterAsync("w1", "a", "b");
        var items = await store.DispatchAllAsync(await store.StartRunAsync(3, ["a"]));
        await store.ClaimAsync(items[0]);
        await store.ClaimAsync(items[1]);
        await store.ClaimAsync(items[2], lease: TestStore.NoLease);

        var worker = (await new WorkerDirectory(store.Store).AllAsync(TestStore.Token)).ShouldHaveSingleItem();

        (worker.WorkerId, worker.Status, worker.IsLive).ShouldBe(("w1", WorkerStatus.Ready, true));
        (worker.Slots, worker.Busy, worker.Version, worker.Fingerprint).ShouldBe((1, 2, "0", "sha256:w1"));
        worker.Providers.ShouldBe(["a", "b"]);
        worker.Labels.ShouldBeEmpty();
        worker.SeenAgo.ShouldBeLessThan(LiveWorker.HeardWithin);
    }

    [Fact]
    public async Task Labels_come_back_as_they_were_registered()
    {
        await using var store = await database.CreateStoreAsync();
        await store.RegisterAsync("w1");
        await store.QueryAsync(db => db.Workers.ExecuteUpdateAsync(
            rows => rows.SetProperty(row => row.Labels, "{\"zone\":\"a\",\"owner\":\"ops\"}"), TestStore.Token));

        var worker = (await new WorkerDirectory(store.Store).AllAsync(TestStore.Token)).ShouldHaveSingleItem();

        worker.Labels.ShouldBe(new Dictionary<string, string> { ["zone"] = "a", ["owner"] = "ops" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Who_was_not_heard_of_is_lost_and_who_said_good_bye_has_stopped()
    {
        await using var store = await database.CreateStoreAsync();
        foreach (var (worker, state, minutesAgo) in Workers)
        {
            await store.RegisterAsync(worker);
            await store.Work.DeregisterAsync(worker, state, TestStore.Token);
            await AgeAsync(store, worker, minutesAgo);
        }

        var directory = new WorkerDirectory(store.Store);
        Lines(await directory.AllAsync(TestStore.Token)).ShouldBe(["d Draining", "g Stopped", "l Lost", "o Lost", "r Ready"]);
        Lines(await directory.RecentAsync(TimeSpan.FromHours(1), TestStore.Token)).ShouldBe(["d Draining", "l Lost", "r Ready"]);
        Lines(await directory.RecentAsync(LiveWorker.HeardWithin, TestStore.Token)).ShouldBe(["d Draining", "r Ready"]);
    }

    private static (string Worker, WorkerState State, int MinutesAgo)[] Workers =>
    [
        ("r", WorkerState.Ready, 0), ("d", WorkerState.Draining, 0), ("l", WorkerState.Ready, 1), ("o", WorkerState.Draining, 61), ("g", WorkerState.Stopped, 0),
    ];

    private static IEnumerable<string> Lines(IEnumerable<StoredWorker> workers) => workers.Select(worker => $"{worker.WorkerId} {worker.Status}");

    private static async Task AgeAsync(TestStore store, string worker, int minutes)
    {
        var then = TimeProvider.System.GetUtcNow().AddMinutes(-minutes);
        await store.QueryAsync(db => db.Workers.Where(row => row.Id == worker)
            .ExecuteUpdateAsync(rows => rows.SetProperty(row => row.HeartbeatAt, then), TestStore.Token));
    }
}

public sealed class SqliteWorkerDirectoryTests() : WorkerDirectoryTests(TestDatabase.Sqlite);

public sealed class PostgresWorkerDirectoryTests() : WorkerDirectoryTests(TestDatabase.Postgres);
