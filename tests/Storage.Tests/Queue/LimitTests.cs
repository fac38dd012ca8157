using System.Diagnostics;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue;

/// <summary>Provider limits across all workers.</summary>
public abstract class LimitTests(TestDatabase database)
{
    [Fact]
    public async Task Of_many_claims_at_once_no_more_get_through_than_the_provider_takes()
    {
        await using var store = await database.CreateStoreAsync();
        var items = await store.DispatchAllAsync(await store.StartRunAsync(12));

        var answers = await Task.WhenAll(items.Select((item, index) => ClaimAsync(store, item, $"w{index % 4}")));

        answers.OfType<ClaimAnswer.Claimed>().Count().ShouldBe(3);
        answers.OfType<ClaimAnswer.AtCapacity>().Count().ShouldBe(9);
    }

    [Fact]
    public async Task Of_claims_that_are_made_together_no_more_get_through_either_and_each_provider_has_its_own()
    {
        await using var store = await database.CreateStoreAsync();
        var items = await store.DispatchAllAsync(await store.StartRunAsync(12));
        (await ClaimAsync(store, items[0], "w2")).ShouldBeOfType<ClaimAnswer.Claimed>();

        var answers = await store.Work.ClaimAsync(
            "w1", TestStore.Lease, [.. items.Skip(1).Take(4).Select(item => Of(item)), .. items.Skip(5).Select(item => Of(item, "other"))], TestStore.Token);

        answers.Take(4).Select(answer => answer is ClaimAnswer.Claimed).ShouldBe([true, true, false, false]);
        answers.Skip(4).Count(answer => answer is ClaimAnswer.Claimed).ShouldBe(3);
        answers.ShouldNotContain(answer => answer is ClaimAnswer.Gone);
    }

    [Fact]
    public async Task Capacity_is_free_again_when_a_call_is_recorded_and_each_provider_has_its_own()
    {
        await using var store = await database.CreateStoreAsync();
        var items = await store.DispatchAllAsync(await store.StartRunAsync(4));
        foreach (var item in items.Take(2)) await ClaimAsync(store, item, "w1");
        var third = (await ClaimAsync(store, items[2], "w1")).ShouldBeOfType<ClaimAnswer.Claimed>();
        (await ClaimAsync(store, items[3], "w2")).ShouldBeOfType<ClaimAnswer.AtCapacity>();
        (await store.AskForAsync(new ItemClaim(items[3]) { Limit = new ProviderLimit("other", 1) }, "w2")).ShouldBeOfType<ClaimAnswer.Claimed>();
        await store.RecordAsync(third.Item);

        (await ClaimAsync(store, items[2], "w2")).ShouldBeOfType<ClaimAnswer.AtCapacity>();
        (await store.StartRunAsync(1)).ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task The_capacity_of_an_expired_lease_is_free_even_before_its_run_is_reconciled()
    {
        await using var store = await database.CreateStoreAsync();
        var dead = await store.DispatchAllAsync(await store.StartRunAsync(3));
        var items = await store.DispatchAllAsync(await store.StartRunAsync(4));
        foreach (var item in dead) await store.ClaimAsync(item, "dead", TestStore.NoLease);

        var answers = await store.Work.ClaimAsync("w1", TestStore.Lease, [.. items.Select(item => Of(item))], TestStore.Token);

        answers.Select(answer => answer is ClaimAnswer.Claimed).ShouldBe([true, true, true, false]);
    }

    [Fact]
    public async Task Turns_to_call_are_a_gap_apart_across_all_workers()
    {
        await using var store = await database.CreateStoreAsync();

        var asked = Stopwatch.GetTimestamp();
        var waits = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Work.ReserveCallAsync("emulated", 60, TestStore.Token)));
        var asking = Stopwatch.GetElapsedTime(asked);
        var other = await store.Work.ReserveCallAsync("other", 60, TestStore.Token);

        var sorted = waits.Order().ToArray();
        sorted[0].ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(1));
        other.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(1));
        // The fifth call is four one-second gaps after the first, plus or minus the time between the requests and the store's resolution,
        // which may be only a millisecond.
        sorted[4].ShouldBe(TimeSpan.FromSeconds(4), asking + TimeSpan.FromMilliseconds(1));
        sorted.Zip(sorted.Skip(1)).ShouldAllBe(pair => pair.Second > pair.First);
    }

    private static Task<ClaimAnswer> ClaimAsync(TestStore store, Guid item, string worker) => store.AskForAsync(Of(item), worker);

    private static ItemClaim Of(Guid item, string provider = "emulated") => new(item) { Limit = new ProviderLimit(provider, 3) };
}

public sealed class SqliteLimitTests() : LimitTests(TestDatabase.Sqlite);

public sealed class PostgresLimitTests() : LimitTests(TestDatabase.Postgres);
