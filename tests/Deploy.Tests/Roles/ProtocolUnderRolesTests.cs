using Persona.Bench.Core.Runs;
using Persona.Bench.Deploy.Tests.Servers;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Deploy.Tests.Roles;

/// <summary>The roles must also allow the steps that a run without faults never takes.</summary>
public sealed class ProtocolUnderRolesTests(Deployment deployment)
{
    private static readonly string Worker = $"protocol-{Guid.NewGuid():N}";
    private static readonly string[] Providers = ["protocol"];
    private static readonly TimeSpan Over = TimeSpan.FromMilliseconds(-1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_role_is_allowed_every_step_of_the_protocol_that_is_its_own()
    {
        deployment.Require();
        await using var submitter = Of("submitter");
        await using var coordinator = Of("coordinator");
        await using var worker = Of("worker");
        await using var reader = Of("reader");

        await worker.RegisterAsync(Worker, Providers);
        (await worker.Work.StoreIdentityAsync(Token)).ShouldBe(await worker.Work.StoreIdentityAsync(Token));
        var runId = await submitter.StartRunAsync(6, Providers);
        (await coordinator.Runs.OpenRunsAsync(Token)).ShouldContain(run => run.RunId == runId);
        (await coordinator.Runs.LiveWorkersAsync(Token)).ShouldContain(live => live.WorkerId == Worker);
        var items = await coordinator.DispatchAllAsync(runId);
        items.Count.ShouldBe(6);
        await coordinator.Runs.UndispatchAsync([items[5]], Token);

        await RecordAsync(worker, items[0]);
        await ReleaseAsync(worker, items[1]);
        await GiveUpAsync(worker, coordinator, runId, items[2]);
        await LoseAsync(worker, coordinator, runId, items[3]);
        await worker.Work.ReturnHintsAsync([items[4]], Token);
        var part = new SeriesKey(runId, "quick", Providers[0]);
        await worker.Work.RefuseAsync(Worker, part, "other input", Token);
        await worker.Work.RefuseAsync(Worker, part, "no input", Token);
        await worker.Work.WithdrawRefusalAsync(Worker, part, Token);
        await worker.Work.TellWarmUpsAsync(new WarmUpTotal(Worker, part, new WarmUpCalls(1, 0.5)), Token);
        await worker.Work.TellWarmUpsAsync(new WarmUpTotal(Worker, part, new WarmUpCalls(2, null)), Token);
        await worker.Work.ReserveCallAsync(Providers[0], 6_000, Token);

        await submitter.Runs.StopAsync(runId, Token);
        (await submitter.Runs.StartAsync(runId, Token)).ShouldBeTrue();
        await worker.ClaimAsync(items[1], Worker);
        (await submitter.Runs.CancelAsync(runId, now: false, Token)).ShouldBe(RunState.Cancelling);
        (await coordinator.Runs.CancelAsync(runId, now: true, Token)).ShouldBe(RunState.Cancelled);
        await worker.Work.DeregisterAsync(Worker, WorkerState.Stopped, Token);

        (await reader.History.ProgressAsync(runId, Token))!.State.ShouldBe(RunState.Cancelled);
        (await reader.History.MeasurementsAsync(runId, Token)).Count.ShouldBe(2);
        (await reader.History.ListAsync(1, Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_coordinator_completes_and_the_submitter_cancels_immediately()
    {
        deployment.Require();
        await using var submitter = Of("submitter");
        await using var coordinator = Of("coordinator");
        await using var worker = Of("worker");
        var completed = await submitter.StartRunAsync(1, Providers);
        await RecordAsync(worker, (await coordinator.DispatchAllAsync(completed))[0]);
        var metrics = new SeriesMetrics("quick", Providers[0], []);
        (await coordinator.Runs.CompleteAsync(completed, new RunOutcome(RunState.Completed, [metrics]), Token)).ShouldBeTrue();

        var cancelled = await submitter.StartRunAsync(1, Providers);
        await worker.ClaimAsync((await coordinator.DispatchAllAsync(cancelled))[0], Worker);
        (await submitter.Runs.CancelAsync(cancelled, now: true, Token)).ShouldBe(RunState.Cancelled);
    }

    private TestStore Of(string role)
    {
        var store = deployment.StoreOf(role);
        return new TestStore(store, store.DisposeAsync);
    }

    private static async Task RecordAsync(TestStore worker, Guid item)
    {
        var claim = new ItemClaim(item) { Limit = new ProviderLimit(Providers[0], 100) };
        var claimed = (await worker.AskForAsync(claim, Worker)).ShouldBeOfType<ClaimAnswer.Claimed>().Item;
        (await worker.Work.RenewAsync(Worker, [item], TestStore.Lease, Token)).ShouldNotBeNull();
        (await worker.RecordAsync(claimed, Worker)).ShouldBe(RecordAnswer.Recorded);
        (await worker.RecordAsync(claimed, Worker)).ShouldBe(RecordAnswer.Recorded);
    }

    private static async Task ReleaseAsync(TestStore worker, Guid item) => await worker.Work.ReleaseAsync(
        new ReleasedItem(await worker.ClaimAsync(item, Worker), Worker, TimeProvider.System.GetUtcNow(), AttemptOutcome.Released), Token);

    private static async Task GiveUpAsync(TestStore worker, TestStore coordinator, Guid runId, Guid item)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var late = await worker.ClaimAsync(item, Worker, Over);
            await coordinator.Runs.ReconcileAsync(runId, TestStore.Lease, Token);
            (await worker.RecordAsync(late, Worker)).ShouldBe(RecordAnswer.Superseded);
        }
    }

    private static async Task LoseAsync(TestStore worker, TestStore coordinator, Guid runId, Guid item)
    {
        await worker.ClaimAsync(item, Worker);
        (await coordinator.Runs.LeaseOwnersAsync(runId, Token)).ShouldBe([Worker]);
        (await coordinator.Runs.ReleaseLostAsync(runId, Worker, Token)).ShouldBe(1);
    }
}
