using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Worker.Tests.Iterations;

namespace Persona.Bench.Worker.Tests.Leases;

public sealed class LeaseKeeperTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_call_that_outlasts_many_leases_keeps_its_item()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Lease = Lease);
        var runId = await worker.StartRunAsync(1);
        var itemId = worker.BlocksOf(runId)[0].Items[0].ItemId;
        await worker.TakeAsync(runId, 0);
        var first = (await worker.ItemAsync(itemId)).LeaseUntil!.Value;

        await Patience.UntilAsync(async () => (await worker.ItemAsync(itemId)).LeaseUntil > first + Lease, "renewals beyond the first lease");
        (await worker.Store.Runs.ReconcileAsync(runId, TestStore.Lease, TestStore.Token)).Repeated.ShouldBe(0);
        provider.Answer(1);

        await worker.UntilMeasuredAsync(runId, 1);
        (await worker.MeasurementsAsync(runId)).ShouldHaveSingleItem().Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task Calls_go_on_while_the_store_is_away_and_leases_are_renewed_once_it_is_back()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Lease = TimeSpan.FromSeconds(1));
        var (runId, itemId) = await worker.StartCallAsync(provider);

        worker.Queue.Failing.Add(nameof(IWorkQueue.RenewAsync));
        await Patience.UntilAsync(() => worker.Queue.Refused >= 4, "four failed renewals");
        var until = (await worker.ItemAsync(itemId)).LeaseUntil;
        worker.Queue.Failing.Clear();
        await Patience.UntilAsync(async () => (await worker.ItemAsync(itemId)).LeaseUntil > until, "a renewal");

        provider.Held.ShouldBe(1);
        provider.Answer(1);
        await worker.UntilMeasuredAsync(runId, 1);
    }

    [Fact]
    public async Task Leases_are_renewed_until_the_last_call_of_a_stopping_worker_has_ended()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Lease = TimeSpan.FromSeconds(1));
        var (runId, itemId) = await worker.StartCallAsync(provider);

        var stopping = worker.StopAsync();
        var until = (await worker.ItemAsync(itemId)).LeaseUntil!.Value;
        await Patience.UntilAsync(async () => (await worker.ItemAsync(itemId)).LeaseUntil > until + TimeSpan.FromSeconds(1), "renewals while stopping");
        provider.Answer(1);

        await stopping.WaitAsync(Patience.Deadline, TestStore.Token);
        (await worker.ItemAsync(itemId)).State.ShouldBe(ItemState.Done);
    }
}
