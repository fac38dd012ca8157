using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Worker.Tests.Providers;

namespace Persona.Bench.Worker.Tests.Iterations;

public sealed class IterationRunnerTests
{
    [Fact]
    public async Task Every_field_of_a_measurement_is_filled_from_a_real_call()
    {
        var answer = new WireAnswer(ProviderCase.Answer(1)) { Pause = TimeSpan.FromMilliseconds(200) };
        await using var provider = await StubServer.StartAsync(context => answer.SendAsync(ProviderKind.Emulated, context));
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var runId = await worker.StartRunAsync(1, spec: spec => spec with { KeepText = true });

        await worker.TakeAllAsync(runId);
        await worker.UntilMeasuredAsync(runId, 1);

        var one = (await worker.MeasurementsAsync(runId)).ShouldHaveSingleItem();
        (one.RunId, one.Workload, one.Provider, one.Iteration, one.Attempt, one.WorkerId).ShouldBe((runId, "quick", TestWorker.Provider, 1, 1, "w1"));
        (one.Outcome, one.ErrorKind, one.ErrorDetail).ShouldBe((IterationOutcome.Succeeded, null, null));
        one.Fingerprint.ShouldBe((await worker.Store.History.WorkersAsync(runId, TestStore.Token)).ShouldHaveSingleItem().Fingerprint);
        one.LatencyMs.ShouldNotBeNull().ShouldBeGreaterThan(0);
        one.TimeToFirstTokenMs.ShouldNotBeNull().ShouldBeInRange(0, one.LatencyMs.Value);
        one.FirstOutputTokenMs.ShouldBe(one.TimeToFirstTokenMs);
        one.LongestGapMs.ShouldNotBeNull().ShouldBeGreaterThan(0);
        one.Chunks.ShouldNotBeNull().ShouldBeGreaterThan(1);
        (one.ArrivedAtOnce, one.Compressed, one.Opening).ShouldBe((false, false, true));
        one.EndedAt.ShouldBeGreaterThanOrEqualTo(one.StartedAt);
        (one.ApiCalls, one.PersonasRequested, one.PersonasReturned, one.PersonasValid).ShouldBe((1, 1, 1, 1));
        (one.InputTokens, one.OutputTokens, one.ModelReported).ShouldBe((321, 45, "model-as-reported"));
        one.MemoryAverageMb.ShouldNotBeNull().ShouldBeInRange(1, one.MemoryPeakMb.ShouldNotBeNull() + 1);
        one.PromptHash.ShouldNotBeNull().ShouldMatch("^sha256:[0-9a-f]{64}$");
        one.ResponseHash.ShouldNotBeNull().ShouldMatch("^sha256:[0-9a-f]{64}$");
        one.PromptText.ShouldNotBeNullOrEmpty();
        one.ResponseText.ShouldNotBeNull().ShouldContain("Ada Example");
    }

    [Fact]
    public async Task Prompts_and_answers_are_not_kept_unless_asked_for_and_unknown_prices_stay_unknown()
    {
        await using var provider = await HeldProvider.StartAsync(open: true);
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var runId = await worker.StartRunAsync(1);

        await worker.TakeAllAsync(runId);
        await worker.UntilMeasuredAsync(runId, 1);

        var one = (await worker.MeasurementsAsync(runId)).ShouldHaveSingleItem();
        (one.PromptText, one.ResponseText, one.CostUsd).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task What_was_measured_while_the_machine_was_suspended_is_repeated()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var (runId, itemId) = await worker.StartCallAsync(provider);

        worker.Clock.Stand(TimeSpan.FromSeconds(5));
        provider.Answer(1);
        await worker.UntilIdleAsync();

        (await worker.MeasurementsAsync(runId)).ShouldBeEmpty();
        (await worker.ItemAsync(itemId)).State.ShouldBe(ItemState.Pending);
        await worker.DispatchAsync(runId);
        await worker.TakeAsync(runId, 0);
        provider.Answer(1);
        await worker.UntilMeasuredAsync(runId, 1);
        (await worker.AttemptsAsync(itemId)).ShouldBe([AttemptOutcome.Tainted, AttemptOutcome.Recorded]);
    }

    [Fact]
    public async Task A_call_whose_item_is_somebody_elses_by_now_is_ended_and_changes_nothing()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url, options => options.Lease = TimeSpan.FromSeconds(1));
        var (runId, itemId) = await worker.StartCallAsync(provider);

        await worker.Store.Runs.ReleaseLostAsync(runId, "w1", TestStore.Token);
        var other = await worker.Store.ClaimAsync(itemId, "w2");
        await worker.UntilIdleAsync();

        await Patience.UntilAsync(() => provider.Held == 0, "the end of the call");
        var item = await worker.ItemAsync(itemId);
        (item.State, item.LeaseOwner, item.Attempt).ShouldBe((ItemState.Leased, "w2", 2));
        (await worker.Store.RecordAsync(other, "w2")).ShouldBe(RecordAnswer.Recorded);
    }

    [Fact]
    public async Task An_item_that_comes_back_while_its_lost_attempt_still_runs_is_started_again()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var (runId, itemId) = await worker.StartCallAsync(provider);
        await worker.Store.Runs.ReleaseLostAsync(runId, "w1", TestStore.Token);

        await worker.TakeAsync(runId, 0);
        await Patience.UntilAsync(() => provider.Held == 2, "the second call");
        provider.Answer(2);

        await worker.UntilIdleAsync();
        (await worker.MeasurementsAsync(runId)).ShouldHaveSingleItem().Attempt.ShouldBe(2);
        (await worker.AttemptsAsync(itemId)).ShouldBe([AttemptOutcome.Lost, AttemptOutcome.Recorded]);
    }

    [Fact]
    public async Task A_notification_that_cannot_be_sent_harms_nothing()
    {
        await using var provider = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(provider.Url);
        var (runId, _) = await worker.StartCallAsync(provider);
        await worker.Bus.StopAsync(TestStore.Token);

        provider.Answer(1);

        await worker.UntilMeasuredAsync(runId, 1);
        await worker.UntilIdleAsync();
    }

    [Fact]
    public async Task An_item_that_broke_the_worker_itself_is_repeated_when_its_lease_has_run_out()
    {
        await using var provider = await HeldProvider.StartAsync(open: true);
        await using var worker = await TestWorker.StartAsync(
            provider.Url, options => options.Slots = 1, definition => definition with { ApiKeyEnv = "PERSONA_BENCH_TEST_NO_SUCH_KEY" });
        var runId = await worker.StartRunAsync(2, workload => workload with { WarmUps = 1 });
        var itemId = worker.BlocksOf(runId)[0].Items[0].ItemId;

        await worker.TakeAsync(runId, 0);
        await worker.UntilIdleAsync();
        // The slot is free again.
        await worker.TakeAsync(runId, 1).WaitAsync(Patience.Deadline, TestStore.Token);
        await worker.UntilIdleAsync();

        (await worker.ItemAsync(itemId)).State.ShouldBe(ItemState.Leased);
        (await worker.MeasurementsAsync(runId)).ShouldBeEmpty();
    }
}
