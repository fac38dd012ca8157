using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue;

public abstract class DispatchTests(TestDatabase database)
{
    [Fact]
    public async Task No_more_blocks_are_in_flight_than_asked_for_and_half_of_them_are_replaced_together()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(10);

        var first = await store.DispatchAsync(runId, 4);
        await store.RecordAsync(await store.ClaimAsync(first[0].Items[0].ItemId));
        var early = await store.DispatchAsync(runId, 4);
        await store.RecordAsync(await store.ClaimAsync(first[1].Items[0].ItemId));
        var next = await store.DispatchAsync(runId, 4);

        first.Select(block => block.Block).ShouldBe([0, 1, 2, 3]);
        early.ShouldBeEmpty();
        next.Select(block => block.Block).ShouldBe([4, 5]);
    }

    [Fact]
    public async Task What_was_lost_is_marked_first_and_does_not_wait_until_hints_are_due()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(10);
        var first = await store.DispatchAsync(runId, 4);
        await store.ClaimAsync(first[1].Items[0].ItemId, "dead");
        await store.Runs.ReleaseLostAsync(runId, "dead", TestStore.Token);

        (await store.DispatchAsync(runId, 4)).ShouldBeEmpty();
        var again = await store.DispatchAsync(runId, 4, atLeast: 1);

        again.ShouldHaveSingleItem().Block.ShouldBe(1);
    }

    [Fact]
    public async Task A_block_holds_its_iteration_for_every_provider()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(5, providers: ["a", "b", "c"]);

        var blocks = await store.DispatchAsync(runId, 100);

        blocks.Count.ShouldBe(5);
        blocks.ShouldAllBe(block => block.Items.Select(item => item.Provider).Order().SequenceEqual(new[] { "a", "b", "c" }));
    }

    [Fact]
    public async Task The_next_workload_waits_for_the_last_item_of_the_one_before()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1, workloads: ["first", "second"]);

        var first = await store.DispatchAsync(runId, 100);
        var claimed = await store.ClaimAsync(first.ShouldHaveSingleItem().Items[0].ItemId);
        (await store.DispatchAsync(runId, 100)).ShouldBeEmpty();
        await store.RecordAsync(claimed);

        (await store.DispatchAsync(runId, 100)).ShouldHaveSingleItem().Workload.ShouldBe("second");
    }

    [Fact]
    public async Task A_hint_that_could_not_be_sent_is_sent_again()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var items = await store.DispatchAllAsync(runId);

        await store.Runs.UndispatchAsync(items, TestStore.Token);

        (await store.DispatchAllAsync(runId)).ShouldBe(items);
    }

    [Fact]
    public async Task A_hint_that_led_to_nothing_is_sent_again_once_it_is_stale()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var items = await store.DispatchAllAsync(runId);

        (await store.Runs.ReconcileAsync(runId, TimeSpan.FromHours(1), TestStore.Token)).IsNothing.ShouldBeTrue();
        (await store.DispatchAllAsync(runId)).ShouldBeEmpty();
        (await store.Runs.ReconcileAsync(runId, TimeSpan.FromSeconds(-1), TestStore.Token)).HintsForgotten.ShouldBe(1);

        (await store.DispatchAllAsync(runId)).ShouldBe(items);
    }

    [Fact]
    public async Task Planning_twice_plans_once_and_another_definition_under_the_same_id_is_refused()
    {
        await using var store = await database.CreateStoreAsync();
        var spec = TestStore.SpecOf(3, ["emulated"], ["quick"]);
        var run = new PlannedRun(Guid.CreateVersion7(), spec, RunPlan.Create(spec), null);

        (await store.Runs.PlanAsync(run, TestStore.Token)).ShouldBeTrue();
        (await store.Runs.PlanAsync(run, TestStore.Token)).ShouldBeFalse();
        await Should.ThrowAsync<InvalidOperationException>(
            () => store.Runs.PlanAsync(run with { Spec = spec with { Seed = 8 } }, TestStore.Token));

        (await store.History.FindAsync(run.RunId, TestStore.Token))!.Planned.ShouldBe(3);
    }
}

public sealed class SqliteDispatchTests() : DispatchTests(TestDatabase.Sqlite);

public sealed class PostgresDispatchTests() : DispatchTests(TestDatabase.Postgres);
