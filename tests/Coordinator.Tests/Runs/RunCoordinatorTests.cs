using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Coordinator.Tests.Runs;

public class RunCoordinatorTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly CoordinatorOptions Impatient = new()
    {
        PollInterval = TimeSpan.FromMilliseconds(20),
        ReconcileInterval = TimeSpan.FromMilliseconds(20),
        Lease = TimeSpan.FromMilliseconds(20),
        SendTimeout = TimeSpan.FromMilliseconds(200),
    };

    [Fact]
    public async Task A_submitted_run_is_advanced_to_its_end_and_its_metrics_are_stored()
    {
        await using var store = await TestStore.CreateAsync();
        await using var coordinator = new TestCoordinator(store, wakeUp => new WorkingSender(store, wakeUp));
        var runId = Guid.CreateVersion7();

        await coordinator.Submission.SubmitAsync(runId, TestStore.SpecOf(25, ["a", "b"], ["quick", "batch"]), TestStore.Token);
        await EndedAsync(store, runId);

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Count.ShouldBe(100);
        await using var db = store.Store.CreateContext();
        db.RunMetrics.Count(metric => metric.RunId == runId).ShouldBe(4 * MetricCatalog.All.Count);
        db.RunMetrics.Single(metric => metric.RunId == runId && metric.Workload == "quick" && metric.Provider == "a" && metric.Metric == "error_rate")
            .Value.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hints_that_cannot_be_sent_are_sent_again(bool hangs)
    {
        await using var store = await TestStore.CreateAsync();
        await using var coordinator = new TestCoordinator(store, wakeUp => new WorkingSender(store, wakeUp)
        {
            Before = sent => sent % 3 > 0 ? Task.CompletedTask : hangs ? NeverEnds() : Task.FromException(new IOException("the broker is away")),
        }, Impatient);
        var runId = Guid.CreateVersion7();

        await coordinator.Submission.SubmitAsync(runId, TestStore.SpecOf(10, ["a"], ["quick"]), TestStore.Token);
        await EndedAsync(store, runId);

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Count.ShouldBe(10);
    }

    [Fact]
    public async Task What_a_lost_worker_had_claimed_is_repeated()
    {
        await using var store = await TestStore.CreateAsync();
        var robbed = 0;
        await using var coordinator = new TestCoordinator(store, wakeUp =>
        {
            WorkingSender? sender = null;
            return sender = new WorkingSender(store, wakeUp)
            {
                Before = async _ =>
                {
                    // A worker that claims the first block and dies.
                    if (Interlocked.Exchange(ref robbed, 1) == 0)
                    {
                        var item = sender!.Sent.First().Items[0].ItemId;
                        await store.TryClaimAsync(item, "lost", TestStore.NoLease);
                    }
                },
            };
        });
        var runId = Guid.CreateVersion7();

        await coordinator.Submission.SubmitAsync(runId, TestStore.SpecOf(5, ["a"], ["quick"]), TestStore.Token);
        await EndedAsync(store, runId);

        var measurements = await store.History.MeasurementsAsync(runId, TestStore.Token);
        measurements.Count.ShouldBe(5);
        measurements.Single(measurement => measurement.Attempt == 2).WorkerId.ShouldBe("w1");
    }

    [Fact]
    public async Task Two_coordinators_on_one_run_end_it_once()
    {
        await using var store = await TestStore.CreateAsync();
        await using var first = new TestCoordinator(store, wakeUp => new WorkingSender(store, wakeUp));
        await using var second = new TestCoordinator(store, wakeUp => new WorkingSender(store, wakeUp));
        var runId = Guid.CreateVersion7();
        var spec = TestStore.SpecOf(40, ["a"], ["quick"]);

        await Task.WhenAll(
            first.Submission.SubmitAsync(runId, spec, TestStore.Token), second.Submission.SubmitAsync(runId, spec, TestStore.Token));
        await EndedAsync(store, runId);

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Count.ShouldBe(40);
    }

    [Fact]
    public async Task A_run_that_has_ended_is_not_advanced_again()
    {
        await using var store = await TestStore.CreateAsync();
        await using var coordinator = new TestCoordinator(store, wakeUp => new WorkingSender(store, wakeUp));
        var runId = Guid.CreateVersion7();
        await coordinator.Submission.SubmitAsync(runId, TestStore.SpecOf(1, ["a"], ["quick"]), TestStore.Token);
        await EndedAsync(store, runId);

        (await coordinator.Submission.DriveAsync(runId, TestStore.Token)).ShouldBeFalse();
    }

    private static async Task EndedAsync(TestStore store, Guid runId)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestStore.Token);
        timeout.CancelAfter(Deadline);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while ((await store.History.FindAsync(runId, timeout.Token))!.State != RunState.Completed)
        {
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }

    /// <summary>A send that ignores its token.</summary>
    private static Task NeverEnds() => Task.Delay(Timeout.Infinite, CancellationToken.None);
}
