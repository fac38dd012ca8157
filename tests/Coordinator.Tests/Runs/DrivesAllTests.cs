using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Coordinator.Tests.Runs;

/// <summary>A coordinator that owns every open run in the store.</summary>
public class DrivesAllTests
{
    private static readonly CoordinatorOptions All = new()
    {
        DrivesAll = true,
        PollInterval = TimeSpan.FromMilliseconds(20),
        ReconcileInterval = TimeSpan.FromMilliseconds(20),
        Lease = TimeSpan.FromMilliseconds(20),
    };

    [Fact]
    public async Task A_run_that_was_only_planned_when_its_submitter_died_is_started_and_completed()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await PlanAsync(store, 5);
        await using var coordinator = new TestCoordinator(store, wakeUp => new WorkingSender(store, wakeUp), All);

        await UntilAsync(store, runId, RunState.Completed);

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Hints_that_a_dead_coordinator_marked_and_never_sent_are_sent()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(5, ["a"]);
        (await store.DispatchAllAsync(runId)).Count.ShouldBe(5);

        await using var coordinator = new TestCoordinator(store, wakeUp => new WorkingSender(store, wakeUp), All);

        await UntilAsync(store, runId, RunState.Completed);
    }

    [Fact]
    public async Task A_cancelled_run_ends_with_its_last_call_and_the_workers_are_notified()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(2, ["a"]);
        var held = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]);
        await using var coordinator = new TestCoordinator(store, wakeUp => new WorkingSender(store, wakeUp) { Before = _ => Task.CompletedTask }, All);
        await store.Runs.CancelAsync(runId, now: false, TestStore.Token);
        (await store.History.FindAsync(runId, TestStore.Token))!.State.ShouldBe(RunState.Cancelling);

        await store.RecordAsync(held);

        await UntilAsync(store, runId, RunState.Cancelled);
    }

    [Fact]
    public async Task Workers_are_notified_of_a_run_that_was_ended_from_outside()
    {
        await using var store = await TestStore.CreateAsync();
        // No worker: the hints are lost.
        await using var coordinator = new TestCoordinator(store, _ => new LosingSender(), All);
        var runId = await PlanAsync(store, 3);
        await UntilAsync(store, runId, RunState.Running);

        await store.Runs.CancelAsync(runId, now: true, TestStore.Token);

        await EventuallyAsync(() => Task.FromResult(coordinator.Cancelled.Sent.Contains(runId)));
    }

    /// <summary>The store or this coordinator may have been down for longer than a lease; a worker in a call renews as soon as it can.</summary>
    [Fact]
    public async Task A_coordinator_that_starts_takes_nobody_for_lost_before_a_lease_has_passed()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(3, ["a"]);
        var held = await store.TryClaimAsync((await store.DispatchAllAsync(runId))[0], "w1", TestStore.NoLease);
        var options = new CoordinatorOptions
        {
            DrivesAll = true,
            PollInterval = TimeSpan.FromMilliseconds(20),
            ReconcileInterval = TimeSpan.FromMilliseconds(20),
            Lease = TimeSpan.FromHours(1),
        };
        await using var coordinator = new TestCoordinator(store, wakeUp => new WorkingSender(store, wakeUp), options);
        await EventuallyAsync(async () => (await store.History.MeasurementsAsync(runId, TestStore.Token)).Count == 2);

        await store.RecordAsync(held!);

        await UntilAsync(store, runId, RunState.Completed);
        (await store.History.MeasurementsAsync(runId, TestStore.Token)).ShouldAllBe(measurement => measurement.Attempt == 1);
    }

    [Fact]
    public async Task A_run_that_cannot_be_advanced_does_not_keep_the_others_from_what_a_worker_has_lost()
    {
        await using var store = await TestStore.CreateAsync();
        await BreakAsync(store);
        var lost = 0;
        await using var coordinator = new TestCoordinator(
            store,
            wakeUp =>
            {
                WorkingSender? sender = null;
                return sender = new WorkingSender(store, wakeUp)
                {
                    // A worker that claims the first block and dies.
                    Before = async _ =>
                    {
                        if (Interlocked.Exchange(ref lost, 1) == 0)
                        {
                            await store.TryClaimAsync(sender!.Sent.First().Items[0].ItemId, "lost", TestStore.NoLease);
                        }
                    },
                };
            },
            new CoordinatorOptions { DrivesAll = true, PollInterval = All.PollInterval, ReconcileInterval = All.ReconcileInterval, Lease = All.PollInterval * 20 });

        var runId = await PlanAsync(store, 5);

        await UntilAsync(store, runId, RunState.Completed);
        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Count(measurement => measurement.Attempt == 2).ShouldBe(1);
    }

    /// <summary>Creates a fully measured run with an unreadable definition, so that every step of it fails.</summary>
    private static async Task BreakAsync(TestStore store)
    {
        var runId = await store.StartRunAsync(1, ["a"]);
        await store.RecordAsync(await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]));
        await using var rows = store.Store.CreateContext();
        await rows.Runs.Where(run => run.Id == runId).ExecuteUpdateAsync(run => run.SetProperty(row => row.Spec, "{}"), TestStore.Token);
    }

    private static async Task<Guid> PlanAsync(TestStore store, int iterations)
    {
        var runId = Guid.CreateVersion7();
        var spec = TestStore.SpecOf(iterations, ["a"], ["quick"]);
        await store.Runs.PlanAsync(new PlannedRun(runId, spec, RunPlan.Create(spec), null), TestStore.Token);
        return runId;
    }

    private static Task UntilAsync(TestStore store, Guid runId, RunState state) =>
        EventuallyAsync(async () => (await store.History.FindAsync(runId, TestStore.Token))!.State == state);

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestStore.Token);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await holds()) await timer.WaitForNextTickAsync(timeout.Token);
    }
}
