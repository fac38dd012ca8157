using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue;

public abstract class ReconcileTests(TestDatabase database)
{
    [Fact]
    public async Task An_expired_lease_goes_back_to_pending()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var items = await store.DispatchAllAsync(runId);
        await store.ClaimAsync(items[0], lease: TestStore.NoLease);

        (await store.Runs.ReconcileAsync(runId, TestStore.Lease, TestStore.Token)).ShouldBe(new Reconciled(1, 0, 0));

        (await store.DispatchAllAsync(runId)).ShouldBe(items);
    }

    [Fact]
    public async Task A_lease_that_runs_is_left_alone()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]);

        (await store.Runs.ReconcileAsync(runId, TestStore.Lease, TestStore.Token)).IsNothing.ShouldBeTrue();
    }

    [Fact]
    public async Task The_third_lost_attempt_is_an_error_measurement_and_the_run_can_end()
    {
        await using var store = await database.CreateStoreAsync();
        await store.RegisterAsync("w1");
        var runId = await store.StartRunAsync(1);
        var item = (await store.DispatchAllAsync(runId))[0];
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            (await store.ClaimAsync(item, lease: TestStore.NoLease)).Attempt.ShouldBe(attempt);
            await store.Runs.ReconcileAsync(runId, TestStore.Lease, TestStore.Token);
        }

        var measurement = (await store.History.MeasurementsAsync(runId, TestStore.Token)).ShouldHaveSingleItem();
        measurement.ErrorKind.ShouldBe(ErrorKind.WorkerLost);
        measurement.Fingerprint.ShouldBe("sha256:w1");
        (await store.Runs.IsDrainedAsync(runId, TestStore.Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Leases_of_a_worker_known_to_be_dead_are_released_at_once_and_never_given_up()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(2);
        var items = await store.DispatchAllAsync(runId);
        await store.ClaimAsync(items[0], "dead");
        await store.ClaimAsync(items[1], "alive");

        (await store.Runs.LeaseOwnersAsync(runId, TestStore.Token)).Order().ShouldBe(["alive", "dead"]);
        (await store.Runs.ReleaseLostAsync(runId, "dead", TestStore.Token)).ShouldBe(1);

        (await store.Runs.LeaseOwnersAsync(runId, TestStore.Token)).ShouldBe(["alive"]);
    }

    [Fact]
    public async Task A_run_completes_once_and_only_without_open_items()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(1);
        var outcome = new RunOutcome(
            RunState.Completed, [new SeriesMetrics("quick", "emulated", [new MetricValue("error_rate", 0, new(0, 0.5), 1, null)])]);
        (await store.Runs.CompleteAsync(runId, outcome, TestStore.Token)).ShouldBeFalse();
        await store.RecordAsync(await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.Runs.CompleteAsync(runId, outcome, TestStore.Token)));

        answers.Count(won => won).ShouldBe(1);
        var run = (await store.History.FindAsync(runId, TestStore.Token))!;
        run.State.ShouldBe(RunState.Completed);
        run.FinishedAt.ShouldNotBeNull();
        (await store.Runs.StartAsync(runId, TestStore.Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stopped_run_starts_again_and_forgets_the_hints_of_the_process_before()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(2);
        var items = await store.DispatchAllAsync(runId);
        await store.RecordAsync(await store.ClaimAsync(items[0]));
        await store.Runs.StopAsync(runId, TestStore.Token);
        (await store.History.FindAsync(runId, TestStore.Token))!.State.ShouldBe(RunState.Incomplete);

        (await store.Runs.StartAsync(runId, TestStore.Token)).ShouldBeTrue();

        (await store.DispatchAllAsync(runId)).ShouldBe([items[1]]);
    }
}

public sealed class SqliteReconcileTests() : ReconcileTests(TestDatabase.Sqlite);

public sealed class PostgresReconcileTests() : ReconcileTests(TestDatabase.Postgres);
