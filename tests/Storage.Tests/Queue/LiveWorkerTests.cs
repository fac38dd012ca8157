using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Tests.Queue;

public abstract class LiveWorkerTests(TestDatabase database)
{
    [Fact]
    public async Task Those_that_take_work_are_known_with_what_they_serve()
    {
        await using var store = await database.CreateStoreAsync();
        await store.RegisterAsync("a", "x", "y");
        await store.RegisterAsync("b", "y");
        await store.RegisterAsync("c", "x");
        await store.Work.DeregisterAsync("b", WorkerState.Draining, TestStore.Token);
        await store.Work.DeregisterAsync("c", WorkerState.Stopped, TestStore.Token);

        var live = (await store.Runs.LiveWorkersAsync(TestStore.Token)).ShouldHaveSingleItem();

        live.WorkerId.ShouldBe("a");
        live.Providers.ShouldBe(["x", "y"]);
    }

    [Fact]
    public async Task Of_a_block_only_those_items_go_out_that_somebody_serves_and_the_others_later()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(4, ["x", "y"]);

        var first = await store.Runs.DispatchAsync(runId, 100, 0, ["x"], TestStore.Token);
        var second = await store.Runs.DispatchAsync(runId, 100, 0, ["x"], TestStore.Token);
        var third = await store.Runs.DispatchAsync(runId, 100, 0, ["x", "y"], TestStore.Token);

        first.Count.ShouldBe(4);
        first.SelectMany(block => block.Items).ShouldAllBe(item => item.Provider == "x");
        second.ShouldBeEmpty();
        third.Count.ShouldBe(4);
        third.SelectMany(block => block.Items).ShouldAllBe(item => item.Provider == "y");
    }

    [Fact]
    public async Task A_returned_hint_is_sent_again()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(2);
        var items = await store.DispatchAllAsync(runId);

        await store.Work.ReturnHintsAsync([items[1]], TestStore.Token);

        (await store.DispatchAllAsync(runId)).ShouldBe([items[1]]);
    }
}

public sealed class SqliteLiveWorkerTests() : LiveWorkerTests(TestDatabase.Sqlite);

public sealed class PostgresLiveWorkerTests() : LiveWorkerTests(TestDatabase.Postgres);
