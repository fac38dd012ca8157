using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Worker.Tests.Iterations;

namespace Persona.Bench.Worker.Tests.Runs;

public sealed class WarmUpTests
{
    [Fact]
    public async Task Warm_ups_run_once_before_the_first_iteration_and_later_iterations_wait()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var runId = await worker.StartRunAsync(4, workload => workload with { WarmUps = 2 });
        await worker.TakeAllAsync(runId);

        await Patience.UntilAsync(() => provider.Arrived == 1, "the first warm-up");
        worker.Running.All.Count.ShouldBe(4);
        provider.Answer(1);
        await Patience.UntilAsync(() => provider.Arrived == 2, "the second warm-up");
        provider.MostHeld.ShouldBe(1);
        provider.Answer(1_000);

        await worker.UntilMeasuredAsync(runId, 4);
        provider.Arrived.ShouldBe(6);
        provider.Prompts.Distinct().Count().ShouldBe(6);
        (await ToldAsync(worker, runId)).Calls.ShouldBe(2);
        (await worker.MeasurementsAsync(runId)).Select(one => one.Iteration).Order().ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_warm_up_that_was_cancelled_with_its_iteration_is_repeated_by_those_who_wait()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var runId = await worker.StartRunAsync(3, workload => workload with { WarmUps = 1 });
        await worker.TakeAsync(runId, 0);
        await Patience.UntilAsync(() => provider.Held == 1, "the warm-up");
        await worker.TakeAsync(runId, 1);
        await worker.TakeAsync(runId, 2);
        var first = worker.BlocksOf(runId)[0].Items[0].ItemId;

        worker.Running.All.Single(iteration => iteration.Item.ItemId == first).Cancel();
        await Patience.UntilAsync(() => provider.Arrived == 2, "the repeated warm-up");
        provider.Answer(1_000);

        await worker.UntilMeasuredAsync(runId, 2);
        provider.Arrived.ShouldBe(4);
        // The cancelled warm-up was called too, and its cost is unknown.
        (await ToldAsync(worker, runId)).ShouldBe(new WarmUpCalls(2, null));
    }

    [Fact]
    public async Task The_cost_of_warm_ups_is_reported_when_the_store_is_back_and_before_anything_is_measured()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var runId = await worker.StartRunAsync(2, workload => workload with { WarmUps = 1 });
        worker.Queue.Failing.Add(nameof(IWorkQueue.TellWarmUpsAsync));
        await worker.TakeAllAsync(runId);
        await Patience.UntilAsync(() => provider.Arrived == 1, "the warm-up");
        provider.Answer(1_000);
        await Patience.UntilAsync(() => worker.Queue.Refused > 0, "the first report");
        provider.Arrived.ShouldBe(1);

        worker.Queue.Failing.Clear();

        await worker.UntilMeasuredAsync(runId, 2);
        (await ToldAsync(worker, runId)).Calls.ShouldBe(1);
    }

    private static async Task<WarmUpCalls> ToldAsync(TestWorker worker, Guid runId) =>
        (await worker.Store.History.WarmUpsAsync(runId, TestStore.Token)).Values.ShouldHaveSingleItem();

    [Fact]
    public async Task A_cancelled_wait_for_the_warm_up_does_not_repeat_it()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var runId = await worker.StartRunAsync(3, workload => workload with { WarmUps = 1 });
        await worker.TakeAsync(runId, 0);
        await Patience.UntilAsync(() => provider.Held == 1, "the warm-up");
        await worker.TakeAsync(runId, 1);
        var second = worker.BlocksOf(runId)[1].Items[0].ItemId;

        worker.Running.All.Single(iteration => iteration.Item.ItemId == second).Cancel();
        await Patience.UntilAsync(() => worker.Running.All.Count == 1, "its end");
        await worker.TakeAsync(runId, 2);
        provider.Answer(1_000);

        await worker.UntilMeasuredAsync(runId, 2);
        provider.Arrived.ShouldBe(3);
    }
}
