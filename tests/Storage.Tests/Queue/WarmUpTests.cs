using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Storage.Tests.Queue;

public abstract class WarmUpTests(TestDatabase database)
{
    [Fact]
    public async Task What_the_warm_ups_of_all_workers_took_is_in_the_report_of_the_run()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1, ["a", "b"]);
        await TellAsync(store, runId, "w1", "a", new WarmUpCalls(2, 0.5));
        await TellAsync(store, runId, "w2", "a", new WarmUpCalls(1, 0.25));
        await TellAsync(store, runId, "w1", "b", new WarmUpCalls(3, 0.5));
        await TellAsync(store, runId, "w2", "b", new WarmUpCalls(1, null));

        var report = await store.History.ReportAsync(runId, TestStore.Token);

        report!.Series.Select(series => series.WarmUp).ShouldBe([new WarmUpCalls(3, 0.75), new WarmUpCalls(4, null)]);
    }

    [Fact]
    public async Task What_comes_twice_or_late_changes_nothing()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1, ["a"]);
        await TellAsync(store, runId, "w1", "a", new WarmUpCalls(1, 0.25));
        await TellAsync(store, runId, "w1", "a", new WarmUpCalls(3, 0.75));
        await TellAsync(store, runId, "w1", "a", new WarmUpCalls(3, 0.75));
        await TellAsync(store, runId, "w1", "a", new WarmUpCalls(2, 0.5));

        (await store.History.WarmUpsAsync(runId, TestStore.Token)).Values.ShouldBe([new WarmUpCalls(3, 0.75)]);
    }

    [Fact]
    public async Task Warm_ups_that_nobody_reported_are_unknown()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1, ["a"]);

        (await store.History.ReportAsync(runId, TestStore.Token))!.Series.ShouldHaveSingleItem().WarmUp.ShouldBeNull();
    }

    private static Task TellAsync(TestStore store, Guid runId, string worker, string provider, WarmUpCalls taken) =>
        store.Work.TellWarmUpsAsync(new WarmUpTotal(worker, new SeriesKey(runId, "quick", provider), taken), TestStore.Token);
}

public sealed class SqliteWarmUpTests() : WarmUpTests(TestDatabase.Sqlite);

public sealed class PostgresWarmUpTests() : WarmUpTests(TestDatabase.Postgres);
