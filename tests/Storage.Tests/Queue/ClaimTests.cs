using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue;

public abstract class ClaimTests(TestDatabase database)
{
    [Fact]
    public async Task An_item_is_claimed_by_one_worker_only()
    {
        await using var store = await database.CreateStoreAsync();
        var items = await store.DispatchAllAsync(await store.StartRunAsync(1));

        var claims = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(worker => store.TryClaimAsync(items[0], $"w{worker}", TestStore.Lease)));

        claims.Count(claim => claim is not null).ShouldBe(1);
        claims.Single(claim => claim is not null)!.Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task Claims_that_are_made_together_are_answered_in_their_order_and_an_item_is_given_once()
    {
        await using var store = await database.CreateStoreAsync();
        var items = await store.DispatchAllAsync(await store.StartRunAsync(3));
        await store.ClaimAsync(items[0], "w2");

        var answers = await store.Work.ClaimAsync(
            "w1", TestStore.Lease, [.. new[] { items[2], items[0], items[1], items[2] }.Select(item => new ItemClaim(item))], TestStore.Token);

        answers.Select(answer => (answer as ClaimAnswer.Claimed)?.Item.ItemId).ShouldBe([items[2], null, items[1], null]);
        answers.ShouldNotContain(answer => answer is ClaimAnswer.AtCapacity);
    }

    [Fact]
    public async Task Many_workers_at_once_claim_and_record_each_item_once()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(200);
        var items = await store.DispatchAllAsync(runId);

        await Parallel.ForEachAsync(items.Concat(items), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (item, token) =>
        {
            if (await store.TryClaimAsync(item, "w1", TestStore.Lease) is { } claimed)
            {
                await store.Work.RecordAsync([TestStore.ResultOf(claimed)], token);
            }
        });

        var measurements = await store.History.MeasurementsAsync(runId, TestStore.Token);
        measurements.Select(measurement => measurement.Iteration).Order().ShouldBe(Enumerable.Range(1, 200));
        measurements.ShouldAllBe(measurement => measurement.Attempt == 1);
    }

    [Fact]
    public async Task Nothing_is_claimed_of_a_run_that_was_stopped()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var items = await store.DispatchAllAsync(runId);
        await store.Runs.StopAsync(runId, TestStore.Token);

        (await store.TryClaimAsync(items[0], "w1", TestStore.Lease)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_in_flight_when_the_run_stopped_still_counts()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var claimed = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]);
        await store.Runs.StopAsync(runId, TestStore.Token);

        (await store.RecordAsync(claimed)).ShouldBe(RecordAnswer.Recorded);
    }

    [Fact]
    public async Task A_released_item_is_claimed_again_under_a_higher_attempt()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var claimed = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]);

        await store.Work.ReleaseAsync(new ReleasedItem(claimed, "w1", DateTimeOffset.UnixEpoch, AttemptOutcome.Released), TestStore.Token);

        (await store.DispatchAllAsync(runId)).ShouldBe([claimed.ItemId]);
        (await store.ClaimAsync(claimed.ItemId)).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_renewal_names_what_is_still_held_and_the_state_of_its_run()
    {
        await using var store = await database.CreateStoreAsync();
        await store.RegisterAsync("w1");
        var runId = await store.StartRunAsync(2);
        var items = await store.DispatchAllAsync(runId);
        var kept = await store.ClaimAsync(items[0]);
        var lost = await store.ClaimAsync(items[1], lease: TestStore.NoLease);
        await store.Runs.ReconcileAsync(runId, TestStore.Lease, TestStore.Token);
        await store.ClaimAsync(lost.ItemId, "w2");

        var renewal = await store.Work.RenewAsync("w1", [kept.ItemId, lost.ItemId], TestStore.Lease, TestStore.Token);

        renewal.Held.ShouldHaveSingleItem().ShouldBe(new(kept.ItemId, 1));
    }
}

public sealed class SqliteClaimTests() : ClaimTests(TestDatabase.Sqlite);

public sealed class PostgresClaimTests() : ClaimTests(TestDatabase.Postgres);
