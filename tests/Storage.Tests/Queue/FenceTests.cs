using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue;

public abstract class FenceTests(TestDatabase database)
{
    [Fact]
    public async Task A_result_whose_lease_went_to_another_worker_is_superseded()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var late = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0], "late", TestStore.NoLease);
        await store.Runs.ReconcileAsync(runId, TestStore.Lease, TestStore.Token);
        var second = await store.ClaimAsync(late.ItemId, "second");

        (await store.RecordAsync(late, "late")).ShouldBe(RecordAnswer.Superseded);
        (await store.RecordAsync(second, "second")).ShouldBe(RecordAnswer.Recorded);
        (await store.RecordAsync(late, "late")).ShouldBe(RecordAnswer.Superseded);

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).ShouldHaveSingleItem().WorkerId.ShouldBe("second");
    }

    [Fact]
    public async Task A_lease_that_ran_out_but_was_not_taken_still_counts()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var claimed = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0], lease: TestStore.NoLease);

        (await store.RecordAsync(claimed)).ShouldBe(RecordAnswer.Recorded);
    }

    [Fact]
    public async Task Recording_twice_stores_once_and_says_recorded_both_times()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var claimed = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]);

        (await store.RecordAsync(claimed)).ShouldBe(RecordAnswer.Recorded);
        (await store.RecordAsync(claimed)).ShouldBe(RecordAnswer.Recorded);

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Every_column_of_a_measurement_comes_back_as_it_was_recorded()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var full = TestStore.ResultOf(await store.ClaimAsync((await store.DispatchAllAsync(runId))[0])) with
        {
            Outcome = IterationOutcome.TimedOut,
            ErrorKind = ErrorKind.RateLimited,
            ErrorDetail = "detail",
            LatencyMs = 12.5,
            TimeToFirstTokenMs = 3.25,
            FirstOutputTokenMs = 4.5,
            LongestGapMs = 2.25,
            ClientLagMs = 0.75,
            Chunks = 7,
            ArrivedAtOnce = false,
            Compressed = true,
            Opening = true,
            ReasoningTokens = 0,
            CachedInputTokens = 3,
            RetryMs = 1.5,
            ApiCalls = 3,
            InputTokens = 4,
            OutputTokens = 5,
            CostUsd = 0.125,
            MemoryPeakMb = 60.5,
            MemoryAverageMb = 50.25,
            RequestId = "req",
            ModelReported = "m",
            PromptHash = "sha256:aa",
            ResponseHash = "sha256:bb",
            PromptText = "p",
            ResponseText = "r",
        };

        await store.Work.RecordAsync([full], TestStore.Token);

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).ShouldHaveSingleItem().ShouldBe(full);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_attempts_at_one_item_that_are_recorded_together_the_one_with_the_lease_counts(bool isLaterFirst)
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(2);
        var items = await store.DispatchAllAsync(runId);
        var late = await store.ClaimAsync(items[0], "w1", TestStore.NoLease);
        await store.Runs.ReconcileAsync(runId, TestStore.Lease, TestStore.Token);
        var second = await store.ClaimAsync(items[0], "w1");
        ClaimedItem[] attempts = isLaterFirst ? [second, late] : [late, second];
        Measurement[] batch = [.. attempts.Select(item => TestStore.ResultOf(item)), TestStore.ResultOf(await store.ClaimAsync(items[1]))];

        var answers = await store.Work.RecordAsync(batch, TestStore.Token);
        var repeated = await store.Work.RecordAsync(batch, TestStore.Token);

        answers[isLaterFirst ? 0 : 1].ShouldBe(RecordAnswer.Recorded);
        answers[isLaterFirst ? 1 : 0].ShouldBe(RecordAnswer.Superseded);
        answers[2].ShouldBe(RecordAnswer.Recorded);
        repeated.ShouldBe(answers);
        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Select(measured => (measured.ItemId, measured.Attempt))
            .ShouldBe([(items[0], 2), (items[1], 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task Characters_that_a_database_cannot_hold_cost_no_measurement()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var result = TestStore.ResultOf(await store.ClaimAsync((await store.DispatchAllAsync(runId))[0])) with
        {
            ErrorDetail = "a\0b",
            ModelReported = "\ud83d",
            ResponseText = "\0 \ud83d\ude00 \udc00\ud83d é",
        };

        (await store.Work.RecordAsync([result], TestStore.Token)).ShouldBe([RecordAnswer.Recorded]);

        var stored = (await store.History.MeasurementsAsync(runId, TestStore.Token)).ShouldHaveSingleItem();
        (stored.ErrorDetail, stored.ModelReported, stored.ResponseText).ShouldBe(("a\ufffdb", "\ufffd", "\ufffd \ud83d\ude00 \ufffd\ufffd é"));
    }

    [Fact]
    public async Task Which_store_it_is_is_drawn_once_and_another_is_another()
    {
        await using var store = await database.CreateStoreAsync();
        await using var other = await database.CreateStoreAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.Work.StoreIdentityAsync(TestStore.Token)));

        answers.Distinct().ShouldHaveSingleItem().ShouldNotBe(Guid.Empty);
        (await other.Work.StoreIdentityAsync(TestStore.Token)).ShouldNotBe(answers[0]);
    }

    [Fact]
    public async Task A_result_of_a_run_that_is_not_here_is_unknown()
    {
        await using var store = await database.CreateStoreAsync();
        var stranger = new ClaimedItem(Guid.CreateVersion7(), Guid.CreateVersion7(), "quick", "emulated", 1, 1);

        (await store.RecordAsync(stranger)).ShouldBe(RecordAnswer.Unknown);
    }
}

public sealed class SqliteFenceTests() : FenceTests(TestDatabase.Sqlite);

public sealed class PostgresFenceTests() : FenceTests(TestDatabase.Postgres);
