using System.Diagnostics;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue;

/// <summary>What a provider takes, over all workers.</summary>
public abstract class LimitTests(TestDatabase database)
{
    [Fact]
    public async Task Of_many_claims_at_once_no_more_get_through_than_the_provider_takes()
    {
        await using var store = await database.CreateStoreAsync();
        var items = await store.DispatchAllAsync(await store.StartRunAsync(12));

        var answers = await Task.WhenAll(items.Select((item, index) => ClaimAsync(store, item, $"w{index % 4}")));

        answers.OfType<ClaimAnswer.Claimed>().Count().ShouldBe(3);
        answers.OfType<ClaimAnswer.NoPlace>().Count().ShouldBe(9);
    }

    [Fact]
    public async Task A_place_is_free_again_when_a_call_is_recorded_and_other_providers_have_their_own()
    {
        await using var store = await database.CreateStoreAsync();
        var items = await store.DispatchAllAsync(await store.StartRunAsync(4));
        foreach (var item in items.Take(2)) await ClaimAsync(store, item, "w1");
        var third = (await ClaimAsync(store, items[2], "w1")).ShouldBeOfType<ClaimAnswer.Claimed>();
        (await ClaimAsync(store, items[3], "w2")).ShouldBeOfType<ClaimAnswer.NoPlace>();
        (await store.Work.ClaimAsync(
            new ItemClaim(items[3], "w2", TestStore.Lease) { Places = new ProviderPlaces("other", 1) }, TestStore.Token)).ShouldBeOfType<ClaimAnswer.Claimed>();
        await store.RecordAsync(third.Item);

        (await ClaimAsync(store, items[2], "w2")).ShouldBeOfType<ClaimAnswer.NoPlace>();
        (await store.StartRunAsync(1)).ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task Turns_to_call_are_a_gap_apart_whoever_takes_them()
    {
        await using var store = await database.CreateStoreAsync();

        var asked = Stopwatch.GetTimestamp();
        var waits = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Work.TakeTurnAsync("emulated", 60, TestStore.Token)));
        var asking = Stopwatch.GetElapsedTime(asked);
        var other = await store.Work.TakeTurnAsync("other", 60, TestStore.Token);

        var sorted = waits.Order().ToArray();
        sorted[0].ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(1));
        other.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(1));
        // The fifth is four gaps of a second after the first; who asked a moment before or after the first waits that much more or less.
        sorted[4].ShouldBe(TimeSpan.FromSeconds(4), asking);
        sorted.Zip(sorted.Skip(1)).ShouldAllBe(pair => pair.Second > pair.First);
    }

    private static Task<ClaimAnswer> ClaimAsync(TestStore store, Guid item, string worker) => store.Work.ClaimAsync(
        new ItemClaim(item, worker, TestStore.Lease) { Places = new ProviderPlaces("emulated", 3) }, TestStore.Token);
}

public sealed class SqliteLimitTests() : LimitTests(TestDatabase.Sqlite);

public sealed class PostgresLimitTests() : LimitTests(TestDatabase.Postgres);
