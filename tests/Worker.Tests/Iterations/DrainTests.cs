using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Worker.Tests.Iterations;

public sealed class DrainTests
{
    [Fact]
    public async Task Draining_waits_for_the_calls_in_flight_and_records_them()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var runId = await worker.StartRunAsync(3);
        await worker.TakeAllAsync(runId);
        await Patience.UntilAsync(() => provider.Held == 3, "three calls");

        var draining = worker.Presence.DrainAsync(TestStore.Token);
        draining.IsCompleted.ShouldBeFalse();
        worker.Presence.Busy.ShouldBe(3);
        provider.Answer(3);
        await draining.WaitAsync(Patience.Deadline, TestStore.Token);

        (await worker.MeasurementsAsync(runId)).Count.ShouldBe(3);
        worker.Presence.Busy.ShouldBe(0);
    }

    [Fact]
    public async Task Who_cannot_wait_any_longer_ends_the_calls_and_gives_their_items_back()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Slots = 2);
        var runId = await worker.StartRunAsync(2);
        await worker.TakeAllAsync(runId);
        await Patience.UntilAsync(() => provider.Held == 2, "two calls");

        await worker.Presence.DrainAsync(new CancellationToken(canceled: true)).WaitAsync(Patience.Deadline, TestStore.Token);

        foreach (var hint in worker.BlocksOf(runId).SelectMany(block => block.Items))
        {
            (await worker.ItemAsync(hint.ItemId)).State.ShouldBe(ItemState.Pending);
            (await worker.AttemptsAsync(hint.ItemId)).ShouldBe([AttemptOutcome.Released]);
        }

        // Their slots are free again.
        await worker.DispatchAsync(runId);
        await worker.TakeAllAsync(runId).WaitAsync(Patience.Deadline, TestStore.Token);
        provider.Answer(4);
        await worker.UntilMeasuredAsync(runId, 2);
    }

    [Fact]
    public async Task A_closed_intake_returns_the_hints_that_wait_for_a_slot_and_claims_nothing_more()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Slots = 1);
        var runId = await worker.StartRunAsync(3);
        var taking = worker.TakeAllAsync(runId);
        await Patience.UntilAsync(() => provider.Held == 1, "one call");

        worker.Presence.Close();
        await taking.WaitAsync(Patience.Deadline, TestStore.Token);
        await worker.TakeAllAsync(runId).WaitAsync(Patience.Deadline, TestStore.Token);

        // The held item is not among them.
        (await worker.Store.DispatchAllAsync(runId)).Count.ShouldBe(2);
        provider.Answer(1);
        await worker.UntilMeasuredAsync(runId, 1);
    }

    [Fact]
    public async Task Items_that_cannot_be_given_back_do_not_keep_the_drain_from_ending()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Slots = 1);
        var (_, itemId) = await worker.StartCallAsync(provider);
        worker.Queue.Failing.Add(nameof(IWorkQueue.ReleaseAsync));

        await worker.Presence.DrainAsync(new CancellationToken(canceled: true)).WaitAsync(Patience.Deadline, TestStore.Token);

        worker.Queue.Refused.ShouldBe(1);
        worker.Presence.Busy.ShouldBe(0);
        // The lease will expire in time.
        (await worker.ItemAsync(itemId)).State.ShouldBe(ItemState.Leased);
    }

    [Fact]
    public async Task Results_that_the_store_does_not_take_do_not_keep_a_worker_from_ending_and_stay_in_the_spool()
    {
        await using var provider = await HeldProvider.StartAsync();
        var spool = "";
        await using var worker = await TestWorker.StartAsync(provider.Url, options => spool = options.SpoolFolder);
        var runId = await worker.StartRunAsync(1);
        await worker.TakeAllAsync(runId);
        worker.Queue.Failing.Add(nameof(IWorkQueue.RecordAsync));
        provider.Answer(1);
        await Patience.UntilAsync(() => worker.Queue.Refused > 0, "a refused result");

        await worker.Presence.DrainAsync(new CancellationToken(canceled: true)).WaitAsync(Patience.Deadline, TestStore.Token);

        new FileInfo(Directory.EnumerateFiles(spool).ShouldHaveSingleItem()).Length.ShouldBeGreaterThan(0);
        worker.Queue.Failing.Clear();
        await worker.UntilMeasuredAsync(runId, 1);
    }
}
