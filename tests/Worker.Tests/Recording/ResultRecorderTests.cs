using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Worker.Recording;
using Persona.Bench.Worker.Tests.Iterations;

namespace Persona.Bench.Worker.Tests.Recording;

public sealed class ResultRecorderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("persona-bench-").FullName;

    [Fact]
    public async Task Results_that_arrive_while_others_are_recorded_share_the_next_commit_and_each_gets_its_own_answer()
    {
        await using var store = await TestStore.CreateAsync();
        var queue = new FaultyQueue(store.Work) { Failing = { nameof(IWorkQueue.RecordAsync) } };
        var items = await ClaimAsync(store, 6);
        using var spool = new Spool(Options);
        using var recorder = RecorderOf(spool, queue);
        await recorder.StartAsync(TestStore.Token);

        var first = recorder.RecordAsync(TestStore.ResultOf(items[0]));
        await Patience.UntilAsync(() => queue.Refused > 0, "a refused result");
        await store.Work.ReleaseAsync(new ReleasedItem(items[3], "w1", DateTimeOffset.UnixEpoch, AttemptOutcome.Released), TestStore.Token);
        var others = items.Skip(1).Select(item => recorder.RecordAsync(TestStore.ResultOf(item))).ToArray();
        queue.Failing.Clear();

        (await first.WaitAsync(Patience.Deadline, TestStore.Token)).ShouldBe(RecordAnswer.Recorded);
        (await Task.WhenAll(others).WaitAsync(Patience.Deadline, TestStore.Token)).ShouldBe(
            [RecordAnswer.Recorded, RecordAnswer.Recorded, RecordAnswer.Superseded, RecordAnswer.Recorded, RecordAnswer.Recorded]);
        queue.Batches.ShouldBe([1, 5]);
        await recorder.StopAsync(TestStore.Token);
    }

    [Fact]
    public async Task Results_that_wait_when_the_recorder_stops_are_recorded_by_the_next_worker()
    {
        await using var store = await TestStore.CreateAsync();
        var queue = new FaultyQueue(store.Work) { Failing = { nameof(IWorkQueue.RecordAsync) } };
        var items = await ClaimAsync(store, 2);
        using (var spool = new Spool(Options))
        {
            using var recorder = RecorderOf(spool, queue);
            await recorder.StartAsync(TestStore.Token);
            var waiting = items.Select(item => recorder.RecordAsync(TestStore.ResultOf(item))).ToArray();
            await Patience.UntilAsync(() => queue.Refused > 0, "a refused result");

            await recorder.StopAsync(TestStore.Token);

            waiting.ShouldAllBe(answer => !answer.IsCompleted);
        }

        var replay = new SpoolReplay(store.Work, Options, NullLogger<SpoolReplay>.Instance);
        (await replay.ReplayAsync(TestStore.Token)).ShouldBe(2);
        (await store.History.MeasurementsAsync(items[0].RunId, TestStore.Token)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_result_that_the_store_refuses_keeps_no_other_out_and_its_item_is_not_repeated()
    {
        await using var store = await TestStore.CreateAsync();
        await Refusal.OfModelAsync(store, "bad");
        var queue = new FaultyQueue(store.Work) { Failing = { nameof(IWorkQueue.RecordAsync) } };
        var items = await ClaimAsync(store, 7);
        using var spool = new Spool(Options);
        var health = new SpoolHealth(spool.TakesResults, TimeProvider.System);
        using var recorder = new ResultRecorder(spool, health, queue, TimeProvider.System, NullLogger<ResultRecorder>.Instance);
        await recorder.StartAsync(TestStore.Token);

        var answers = items.Select(item => recorder.RecordAsync(
            TestStore.ResultOf(item) with { ModelReported = item.Iteration == 3 ? "bad" : null, ResponseText = "kept" })).ToArray();
        await Patience.UntilAsync(() => queue.Refused > 0, "a refused batch");
        queue.Failing.Clear();

        (await Task.WhenAll(answers).WaitAsync(Patience.Deadline, TestStore.Token)).ShouldAllBe(answer => answer == RecordAnswer.Recorded);
        await recorder.StopAsync(TestStore.Token);
        spool.Dispose();
        var rejected = Directory.EnumerateFiles(_folder).ShouldHaveSingleItem();
        rejected.ShouldBe(Path.Combine(_folder, "w1.rejected.jsonl"));
        (await File.ReadAllLinesAsync(rejected, TestStore.Token)).ShouldHaveSingleItem().ShouldContain("\"iteration\":3");
        health.Problem.ShouldBeNull();
        await Refusal.ShouldHaveStandInAsync(store, items[0].RunId, iteration: 3, iterations: 7);
    }

    [Fact]
    public async Task While_the_store_takes_no_results_nothing_is_claimed_and_afterwards_it_is_again()
    {
        await using var store = await TestStore.CreateAsync();
        await Refusal.OfAllAsync(store);
        var items = await ClaimAsync(store, 2);
        using var spool = new Spool(Options);
        var health = new SpoolHealth(spool.TakesResults, TimeProvider.System);
        using var recorder = new ResultRecorder(spool, health, store.Work, TimeProvider.System, NullLogger<ResultRecorder>.Instance);
        await recorder.StartAsync(TestStore.Token);

        var answers = items.Select(item => recorder.RecordAsync(TestStore.ResultOf(item))).ToArray();
        await Patience.UntilAsync(() => health.Problem is not null, "a closed intake");
        health.Problem.ShouldNotBeNull().ShouldContain("no such table: measurement");
        var claims = health.UntilWritableAsync(TestStore.Token);
        claims.IsCompleted.ShouldBeFalse();
        await Refusal.EndAsync(store);

        (await Task.WhenAll(answers).WaitAsync(Patience.Deadline, TestStore.Token)).ShouldAllBe(answer => answer == RecordAnswer.Recorded);
        await claims.WaitAsync(Patience.Deadline, TestStore.Token);
        health.Problem.ShouldBeNull();
        await recorder.StopAsync(TestStore.Token);
        Directory.EnumerateFiles(_folder).Where(file => file.EndsWith(".rejected.jsonl", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IOptions<WorkerOptions> Options =>
        Microsoft.Extensions.Options.Options.Create(new WorkerOptions { WorkerId = "w1", SpoolFolder = _folder });

    private static ResultRecorder RecorderOf(Spool spool, FaultyQueue queue) =>
        new(spool, new SpoolHealth(spool.TakesResults, TimeProvider.System), queue, TimeProvider.System, NullLogger<ResultRecorder>.Instance);

    private static async Task<IReadOnlyList<ClaimedItem>> ClaimAsync(TestStore store, int items)
    {
        var claimed = new List<ClaimedItem>();
        foreach (var item in await store.DispatchAllAsync(await store.StartRunAsync(items)))
        {
            claimed.Add(await store.ClaimAsync(item));
        }

        return claimed;
    }
}
