using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Worker.Tests.Providers;

namespace Persona.Bench.Worker.Tests.Iterations;

public sealed class SlotsTests
{
    [Theory]
    [InlineData(2, 9, null)]
    [InlineData(9, 2, null)]
    [InlineData(9, 9, 2)]
    public async Task The_narrowest_of_worker_workload_and_provider_decides_how_many_calls_run_at_once(int slots, int concurrency, int? provider)
    {
        await using var held = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(
            held.Url, options => options.Slots = slots, definition => definition with { MaxConcurrency = provider });
        var runId = await worker.StartRunAsync(8, workload => workload with { Concurrency = concurrency });

        var taking = worker.TakeAllAsync(runId);
        await Patience.UntilAsync(() => held.Held == 2, "two calls");
        held.Answer(8);
        await taking.WaitAsync(Patience.Deadline, TestStore.Token);
        await worker.UntilMeasuredAsync(runId, 8);

        held.MostHeld.ShouldBe(2);
    }

    [Fact]
    public async Task Calls_of_another_worker_count_among_those_that_the_provider_takes()
    {
        await using var held = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(held.Url, provider: definition => definition with { MaxConcurrency = 2 });
        var runId = await worker.StartRunAsync(3);
        var elsewhere = await worker.Store.ClaimAsync(worker.BlocksOf(runId)[2].Items[0].ItemId, "another");

        var taking = Task.WhenAll(worker.TakeAsync(runId, 0), worker.TakeAsync(runId, 1));
        await Patience.UntilAsync(() => held.Held == 1, "one call");
        taking.IsCompleted.ShouldBeFalse();
        await worker.Store.RecordAsync(elsewhere, "another");
        await Patience.UntilAsync(() => held.Held == 2, "the second call");

        held.Answer(2);
        await taking.WaitAsync(Patience.Deadline, TestStore.Token);
        await worker.UntilMeasuredAsync(runId, 3);
    }

    [Fact]
    public async Task Calls_of_a_provider_with_a_rate_start_no_closer_than_the_rate_says()
    {
        await using var held = await HeldProvider.StartAsync(open: true);
        await using var worker = await TestWorker.StartAsync(held.Url, provider: definition => definition with { RequestsPerMinute = 600 });
        var runId = await worker.StartRunAsync(5);

        var start = Stopwatch.GetTimestamp();
        await worker.TakeAllAsync(runId).WaitAsync(Patience.Deadline, TestStore.Token);

        // Five calls, 0.1 s apart; a slow machine only takes longer.
        Stopwatch.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(390));
        await worker.UntilMeasuredAsync(runId, 5);
    }

    [Fact]
    public async Task Warm_ups_need_a_turn_to_call_too()
    {
        await using var held = await HeldProvider.StartAsync(open: true);
        await using var worker = await TestWorker.StartAsync(held.Url, provider: definition => definition with { RequestsPerMinute = 600 });
        var runId = await worker.StartRunAsync(1, workload => workload with { WarmUps = 4 });

        var start = Stopwatch.GetTimestamp();
        await worker.TakeAllAsync(runId).WaitAsync(Patience.Deadline, TestStore.Token);
        await worker.UntilMeasuredAsync(runId, 1);

        // Five calls, 0.1 s apart.
        Stopwatch.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(390));
    }

    [Fact]
    public async Task A_retry_needs_a_turn_to_call_too()
    {
        await using var busy = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "0";
            return Task.CompletedTask;
        });
        await using var worker = await TestWorker.StartAsync(busy.Url, provider: definition => definition with { RequestsPerMinute = 120 });
        var runId = await worker.StartRunAsync(1);

        var start = Stopwatch.GetTimestamp();
        await worker.TakeAllAsync(runId).WaitAsync(Patience.Deadline, TestStore.Token);
        await worker.UntilMeasuredAsync(runId, 1);

        // Three tries, 0.5 s apart; the provider itself asks for no pause.
        busy.Requests.Count.ShouldBe(3);
        Stopwatch.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(990));
    }

    [Fact]
    public async Task Turns_to_call_are_not_saved_up_while_the_worker_is_busy()
    {
        await using var held = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(
            held.Url, options => options.Slots = 2, definition => definition with { RequestsPerMinute = 600 });
        var runId = await worker.StartRunAsync(7);
        var taking = worker.TakeAllAsync(runId);
        await Patience.UntilAsync(() => held.Held == 2, "two calls");
        // Long enough for the others to get their turns, if turns were given before a slot is free.
        var busy = Stopwatch.GetTimestamp();
        await Patience.UntilAsync(() => Stopwatch.GetElapsedTime(busy) > TimeSpan.FromMilliseconds(500), "some time while busy");

        var start = Stopwatch.GetTimestamp();
        held.Answer(7);
        await taking.WaitAsync(Patience.Deadline, TestStore.Token);

        // One turn may be left over and one due; the other three calls are 0.1 s apart.
        Stopwatch.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(290));
    }

    [Fact]
    public async Task Released_slots_are_reused_and_a_cancelled_wait_takes_none()
    {
        await using var held = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(held.Url, options => options.Slots = 1);
        var run = await worker.Contexts.GetAsync(await worker.StartRunAsync(1), TestStore.Token);
        var first = await worker.Slots.AcquireAsync(run, "quick", TestWorker.Provider, TestStore.Token);
        using var cancelled = new CancellationTokenSource();
        var waiting = worker.Slots.AcquireAsync(run, "quick", TestWorker.Provider, cancelled.Token);
        var patient = worker.Slots.AcquireAsync(run, "quick", TestWorker.Provider, TestStore.Token);

        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        patient.IsCompleted.ShouldBeFalse();
        first.Dispose();
        first.Dispose();

        using var second = await patient.WaitAsync(Patience.Deadline, TestStore.Token);
        worker.Slots.AcquireAsync(run, "quick", TestWorker.Provider, TestStore.Token).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Those_who_wait_longest_are_served_first()
    {
        await using var held = await HeldProvider.StartAsync();
        await using var worker = await TestWorker.StartAsync(held.Url, options => options.Slots = 1);
        var run = await worker.Contexts.GetAsync(await worker.StartRunAsync(1, workload => workload with { Concurrency = 100 }), TestStore.Token);
        var slot = await worker.Slots.AcquireAsync(run, "quick", TestWorker.Provider, TestStore.Token);
        var waiting = Enumerable.Range(0, 20).Select(_ => worker.Slots.AcquireAsync(run, "quick", TestWorker.Provider, TestStore.Token)).ToArray();

        foreach (var next in waiting)
        {
            slot.Dispose();
            slot = await next.WaitAsync(Patience.Deadline, TestStore.Token);
        }

        slot.Dispose();
    }
}
