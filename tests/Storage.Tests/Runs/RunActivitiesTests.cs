using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Storage.Tests.Runs;

public abstract class RunActivitiesTests(TestDatabase database)
{
    [Fact]
    public async Task A_run_that_nobody_touched_is_all_pending()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(3, ["a", "b"]);

        var activity = await new RunActivities(store.Store).OfAsync(runId, TestStore.Token);

        activity.Open.OrderBy(open => open.Provider).ShouldBe([new OpenItems("quick", "a", 3, 0, 0, 0), new OpenItems("quick", "b", 3, 0, 0, 0)]);
        activity.Workers.ShouldBeEmpty();
        activity.Live.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hints_calls_in_flight_and_measurements_are_counted_by_worker()
    {
        await using var store = await database.CreateStoreAsync();
        await store.RegisterAsync("w1", "a");
        await store.RegisterAsync("idle", "b");
        await store.RegisterAsync("gone", "b");
        await store.Work.DeregisterAsync("gone", WorkerState.Stopped, TestStore.Token);
        var items = await store.DispatchAllAsync(await store.StartRunAsync(5, ["a"]));
        var first = await store.ClaimAsync(items[0]);
        await store.RecordAsync(first);
        await store.ClaimAsync(items[1]);
        await store.ClaimAsync(items[2], "unknown", TestStore.NoLease);

        var activity = await new RunActivities(store.Store).OfAsync(first.RunId, TestStore.Token);

        activity.Open.ShouldBe([new OpenItems("quick", "a", 2, 2, 2, 1)]);
        activity.Workers.Select(worker => (worker.WorkerId, worker.Worker?.Status, worker.Measured, worker.InFlight))
            .ShouldBe([("unknown", null, 0, 1), ("w1", WorkerStatus.Ready, 1, 1)]);
        activity.Live.Select(worker => worker.WorkerId).ShouldBe(["idle", "w1"]);
        activity.Serving("a").Select(worker => worker.WorkerId).ShouldBe(["w1"]);
    }

    [Fact]
    public async Task What_a_run_waits_for_are_calls_of_others_at_providers_where_it_has_none()
    {
        await using var store = await database.CreateStoreAsync();
        var others = await store.DispatchAllAsync(await store.StartRunAsync(4, ["a", "b"]));
        var first = await store.ClaimAsync(others[0]);
        await store.ClaimAsync(others[1], "w2");
        await store.ClaimAsync(others[2], "dead", TestStore.NoLease);
        var runId = await store.StartRunAsync(2, ["a", "b"]);
        var activities = new RunActivities(store.Store);

        (await activities.OfAsync(runId, TestStore.Token)).Elsewhere.Select(held => (held.RunId, held.WorkerId, held.Calls))
            .ShouldBe([(first.RunId, "w1", 1), (first.RunId, "w2", 1)]);

        foreach (var item in await store.DispatchAllAsync(runId)) await store.ClaimAsync(item, "w3");
        (await activities.OfAsync(runId, TestStore.Token)).Elsewhere.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_live_worker_that_refuses_a_workload_does_not_serve_it_until_it_takes_that_back()
    {
        await using var store = await database.CreateStoreAsync();
        await store.RegisterAsync("w1", "a", "b");
        await store.RegisterAsync("w2", "a");
        await store.RegisterAsync("gone", "a");
        var runId = await store.StartRunAsync(1, ["a", "b"]);
        var other = await store.StartRunAsync(1, ["a"]);
        var part = new SeriesKey(runId, "quick", "a");
        await store.Work.RefuseAsync("w1", part, "no input", TestStore.Token);
        await store.Work.RefuseAsync("w1", part, "other input", TestStore.Token);
        await store.Work.RefuseAsync("gone", part, "no input", TestStore.Token);
        await store.Work.DeregisterAsync("gone", WorkerState.Stopped, TestStore.Token);

        var activity = await new RunActivities(store.Store).OfAsync(runId, TestStore.Token);
        activity.Refusals.ShouldBe([new Refusal("w1", "quick", "a", "other input")]);
        activity.Serving("quick", "a").Select(worker => worker.WorkerId).ShouldBe(["w2"]);
        activity.Serving("quick", "b").Select(worker => worker.WorkerId).ShouldBe(["w1"]);
        activity.Serving("a").Select(worker => worker.WorkerId).ShouldBe(["w1", "w2"]);
        (await new RunActivities(store.Store).OfAsync(other, TestStore.Token)).Refusals.ShouldBeEmpty();

        await store.Work.WithdrawRefusalAsync("w1", part, TestStore.Token);
        (await new RunActivities(store.Store).OfAsync(runId, TestStore.Token)).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_and_ended_runs_are_distinguished()
    {
        await using var store = await database.CreateStoreAsync();
        var running = await store.StartRunAsync(1);
        var stopped = await store.StartRunAsync(1);
        var cancelled = await store.StartRunAsync(1);
        await store.Runs.StopAsync(stopped, TestStore.Token);
        (await store.Runs.CancelAsync(cancelled, now: false, TestStore.Token)).ShouldBe(RunState.Cancelled);
        // Both may have ended in the same millisecond, so their order is undefined.
        await store.QueryAsync(db => db.Runs.Where(run => run.Id == stopped)
            .ExecuteUpdateAsync(row => row.SetProperty(run => run.FinishedAt, DateTimeOffset.UnixEpoch), TestStore.Token));

        (await store.History.OpenAsync(TestStore.Token)).Select(run => run.RunId).ShouldBe([running]);
        (await store.History.EndedAsync(5, TestStore.Token)).Select(run => run.RunId).ShouldBe([cancelled, stopped]);
        (await store.History.EndedAsync(1, TestStore.Token)).Select(run => run.RunId).ShouldBe([cancelled]);
    }
}

public sealed class SqliteRunActivitiesTests() : RunActivitiesTests(TestDatabase.Sqlite);

public sealed class PostgresRunActivitiesTests() : RunActivitiesTests(TestDatabase.Postgres);
