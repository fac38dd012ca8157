using Persona.Bench.Contracts;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Worker.Tests.Iterations;

public sealed class BlockIntakeTests
{
    [Fact]
    public async Task A_block_is_taken_when_its_items_are_claimed_not_when_their_calls_end()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var runId = await worker.StartRunAsync(1);

        await worker.TakeAsync(runId, 0).WaitAsync(Patience.Deadline, TestStore.Token);

        (await worker.ItemAsync(worker.BlocksOf(runId)[0].Items[0].ItemId)).State.ShouldBe(ItemState.Leased);
        provider.Answered.ShouldBe(0);
        provider.Answer(1);
        await worker.UntilMeasuredAsync(runId, 1);
    }

    [Fact]
    public async Task Items_are_claimed_only_when_a_slot_is_free()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Slots = 2);
        var runId = await worker.StartRunAsync(5);

        var taking = worker.TakeAllAsync(runId);
        await Patience.UntilAsync(() => provider.Held == 2, "two calls");
        (await LeasedAsync(worker, runId)).ShouldBe(2);
        taking.IsCompleted.ShouldBeFalse();
        provider.Answer(5);

        await taking.WaitAsync(Patience.Deadline, TestStore.Token);
        await worker.UntilMeasuredAsync(runId, 5);
        provider.MostHeld.ShouldBe(2);
    }

    [Fact]
    public async Task Items_of_providers_that_the_worker_does_not_serve_are_left_alone()
    {
        await using var provider = await HeldProvider.StartAsync(open: true);
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var runId = await worker.StartRunAsync(3, spec: spec => spec with { Providers = [.. spec.Providers, new RunProvider("elsewhere", "openai", "m")] });

        await worker.TakeAllAsync(runId);
        await worker.UntilMeasuredAsync(runId, 3);

        (await worker.MeasurementsAsync(runId)).ShouldAllBe(one => one.Provider == TestWorker.Provider);
        foreach (var hint in worker.BlocksOf(runId).SelectMany(block => block.Items).Where(hint => hint.Provider == "elsewhere"))
        {
            var item = await worker.ItemAsync(hint.ItemId);
            (item.State, item.Attempt).ShouldBe((ItemState.Pending, 0));
        }
    }

    [Fact]
    public async Task A_hint_of_a_done_item_is_dropped_and_its_slot_is_free_again()
    {
        await using var provider = await HeldProvider.StartAsync(open: true);
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Slots = 1);
        var runId = await worker.StartRunAsync(2);
        await worker.TakeAsync(runId, 0);
        await worker.UntilMeasuredAsync(runId, 1);

        await worker.TakeAsync(runId, 0).WaitAsync(Patience.Deadline, TestStore.Token);
        await worker.TakeAsync(runId, 1).WaitAsync(Patience.Deadline, TestStore.Token);

        await worker.UntilMeasuredAsync(runId, 2);
        provider.Arrived.ShouldBe(2);
    }

    [Fact]
    public async Task A_claim_that_fails_gives_its_slot_back()
    {
        await using var provider = await HeldProvider.StartAsync(open: true);
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Slots = 1);
        var runId = await worker.StartRunAsync(1);
        worker.Queue.Failing.Add(nameof(IWorkQueue.ClaimAsync));

        await Should.ThrowAsync<IOException>(() => worker.TakeAsync(runId, 0));
        worker.Queue.Failing.Clear();
        await worker.TakeAsync(runId, 0).WaitAsync(Patience.Deadline, TestStore.Token);

        await worker.UntilMeasuredAsync(runId, 1);
    }

    [Fact]
    public async Task A_message_that_is_cancelled_while_it_waits_for_a_slot_claims_nothing()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Slots = 1);
        var runId = await worker.StartRunAsync(2);
        await worker.TakeAsync(runId, 0);
        using var message = new CancellationTokenSource();
        var waiting = worker.Intake.TakeAsync(worker.BlocksOf(runId)[1], message.Token);

        await message.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        (await LeasedAsync(worker, runId)).ShouldBe(1);
        provider.Answer(2);
        await worker.TakeAsync(runId, 1).WaitAsync(Patience.Deadline, TestStore.Token);
        await worker.UntilMeasuredAsync(runId, 2);
    }

    [Fact]
    public async Task Input_that_is_not_the_runs_is_refused_and_measured_once_it_is()
    {
        await using var provider = await HeldProvider.StartAsync();
        using var folder = new InputFolder();
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.InputFolder = folder.Path);
        folder.Write("answer\nother words than those that the run was planned with\n");
        var runId = await worker.StartRunAsync(1, workload => workload with { Inputs = [InputFolder.Name] });

        await worker.TakeAsync(runId, 0);
        await worker.TakeAsync(runId, 0);

        var refusal = (await worker.RefusalsAsync()).ShouldHaveSingleItem();
        (refusal.WorkerId, refusal.Workload, refusal.Provider).ShouldBe(("w1", "quick", TestWorker.Provider));
        refusal.Reason.ShouldBe($"workload quick: the input files in {folder.Path} differ from those the run was planned with");
        var item = await worker.ItemAsync(worker.BlocksOf(runId)[0].Items[0].ItemId);
        (item.State, item.Attempt, item.DispatchedAt).ShouldBe((ItemState.Pending, 0, null));

        folder.WriteShipped();
        await Patience.UntilAsync(
            async () =>
            {
                await worker.TakeAsync(runId, 0);
                return (await worker.RefusalsAsync()).Length == 0;
            },
            "the input to be read again");
        provider.Answer(1);
        await worker.UntilMeasuredAsync(runId, 1);
    }

    [Fact]
    public async Task A_provider_of_another_kind_than_the_runs_is_refused()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var runId = await worker.StartRunAsync(1, spec: spec => spec with { Providers = [new RunProvider(TestWorker.Provider, "ollama", "model")] });

        await worker.TakeAsync(runId, 0);

        (await worker.RefusalsAsync()).ShouldHaveSingleItem().Reason.ShouldBe("provider served is ollama in the run, but of another kind here");
    }

    [Fact]
    public async Task A_hint_of_a_run_that_is_not_in_the_store_fails_with_its_name()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var block = new IterationBlockV1 { RunId = Guid.CreateVersion7(), Workload = "quick", Items = [] };

        var fault = await Should.ThrowAsync<InvalidOperationException>(() => worker.Intake.TakeAsync(block, TestStore.Token));

        fault.Message.ShouldContain(block.RunId.ToString());
    }

    private static Task<int> LeasedAsync(TestWorker worker, Guid runId) => worker.Store.QueryAsync(db =>
        Task.FromResult(db.WorkItems.Count(item => item.RunId == runId && item.State == ItemState.Leased)));
}
