using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue;

public abstract class CancelTests(TestDatabase database)
{
    [Fact]
    public async Task A_polite_cancel_lets_the_calls_end_and_ends_the_run_with_the_last()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(3);
        var items = await store.DispatchAllAsync(runId);
        var held = await store.ClaimAsync(items[0]);

        (await store.Runs.CancelAsync(runId, now: false, TestStore.Token)).ShouldBe(RunState.Cancelling);
        (await store.TryClaimAsync(items[1], "w1", TestStore.Lease)).ShouldBeNull();
        (await store.Runs.CancelAsync(runId, now: false, TestStore.Token)).ShouldBe(RunState.Cancelling);
        (await store.RecordAsync(held)).ShouldBe(RecordAnswer.Recorded);

        (await store.Runs.CancelAsync(runId, now: false, TestStore.Token)).ShouldBe(RunState.Cancelled);
        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Count.ShouldBe(1);
        (await StatesAsync(store, runId)).ShouldBe([ItemState.Done, ItemState.Cancelled, ItemState.Cancelled], ignoreOrder: true);
    }

    [Fact]
    public async Task A_cancel_at_once_takes_the_items_away_and_what_they_bring_is_superseded()
    {
        await using var store = await database.CreateStoreAsync();
        await store.RegisterAsync("w1");
        var runId = await store.StartRunAsync(2);
        var held = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]);

        (await store.Runs.CancelAsync(runId, now: true, TestStore.Token)).ShouldBe(RunState.Cancelled);

        (await store.Work.RenewAsync("w1", [held.ItemId], TestStore.Lease, TestStore.Token)).Held.ShouldBeEmpty();
        (await store.RecordAsync(held)).ShouldBe(RecordAnswer.Superseded);
        (await store.History.MeasurementsAsync(runId, TestStore.Token)).ShouldBeEmpty();
        (await store.QueryAsync(db => db.Attempts.Select(attempt => attempt.Outcome).ToListAsync(TestStore.Token))).ShouldBe([AttemptOutcome.Cancelled]);
    }

    [Fact]
    public async Task Nobody_waits_for_a_worker_whose_lease_has_run_out()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        await store.ClaimAsync((await store.DispatchAllAsync(runId))[0], lease: TestStore.NoLease);

        (await store.Runs.CancelAsync(runId, now: false, TestStore.Token)).ShouldBe(RunState.Cancelled);
    }

    [Fact]
    public async Task What_a_worker_gives_back_of_a_run_that_is_cancelled_is_not_waited_for()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var held = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]);
        await store.Runs.CancelAsync(runId, now: false, TestStore.Token);

        await store.Work.ReleaseAsync(new ReleasedItem(held, "w1", DateTimeOffset.UnixEpoch, AttemptOutcome.Released), TestStore.Token);

        (await store.Runs.OpenRunsAsync(TestStore.Token)).ShouldBe([new OpenRun(runId, RunState.Cancelling)]);
        (await store.Runs.CancelAsync(runId, now: false, TestStore.Token)).ShouldBe(RunState.Cancelled);
        (await store.Runs.OpenRunsAsync(TestStore.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_is_over_or_unknown_is_left_alone()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        await store.RecordAsync(await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]));
        await store.Runs.CompleteAsync(runId, new RunOutcome(RunState.Completed, []), TestStore.Token);

        (await store.Runs.CancelAsync(runId, now: true, TestStore.Token)).ShouldBe(RunState.Completed);
        (await store.Runs.CancelAsync(Guid.CreateVersion7(), now: true, TestStore.Token)).ShouldBeNull();
    }

    private static Task<List<ItemState>> StatesAsync(TestStore store, Guid runId) =>
        store.QueryAsync(db => db.WorkItems.Where(item => item.RunId == runId).Select(item => item.State).ToListAsync(TestStore.Token));
}

public sealed class SqliteCancelTests() : CancelTests(TestDatabase.Sqlite);

public sealed class PostgresCancelTests() : CancelTests(TestDatabase.Postgres);
