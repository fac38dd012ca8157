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

    [Fact]
    public async Task A_result_of_a_run_that_is_gone_is_superseded()
    {
        await using var store = await database.CreateStoreAsync();
        var stranger = new ClaimedItem(Guid.CreateVersion7(), Guid.CreateVersion7(), "quick", "emulated", 1, 1);

        (await store.RecordAsync(stranger)).ShouldBe(RecordAnswer.Superseded);
    }
}

public sealed class SqliteFenceTests() : FenceTests(TestDatabase.Sqlite);

public sealed class PostgresFenceTests() : FenceTests(TestDatabase.Postgres);
