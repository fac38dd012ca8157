using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Storage.Tests.Queue.Interleavings;

/// <summary>A few workers and a coordinator on one run, advanced step by step, with the claims they believe they hold.</summary>
internal sealed class Interleaving : IDisposable
{
    public const int Items = 5;
    public const int MostAtOnce = 3;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HintStaleAfter = TimeSpan.FromSeconds(5);
    private static readonly ProviderLimit Places = new("emulated", MostAtOnce);
    private readonly InMemoryStore _store = new();
    private readonly RunQueue _runs;
    private readonly WorkQueue _work;
    private readonly List<Guid> _hints = [];
    private readonly List<(ClaimedItem Item, string Worker)> _claims = [];
    private readonly SpoolModel _spools;
    private RunState? _cancelled;

    private Interleaving(Guid runId)
    {
        RunId = runId;
        _runs = new RunQueue(_store, TimeProvider.System);
        _work = new WorkQueue(_store, TimeProvider.System);
        History = new RunHistory(_store, TimeProvider.System);
        _spools = new SpoolModel(_store, _work);
    }

    public Guid RunId { get; }

    public RunHistory History { get; }

    /// <summary>Another store, whose workers use the same folder for their spools.</summary>
    public Interleaving? Other { get; set; }

    public static async Task<Interleaving> BeginAsync()
    {
        var interleaving = new Interleaving(Guid.CreateVersion7());
        var spec = TestStore.SpecOf(Items, ["emulated"], ["quick"]);
        await interleaving._runs.PlanAsync(new PlannedRun(interleaving.RunId, spec, RunPlan.Create(spec), null), TestStore.Token);
        await interleaving._runs.StartAsync(interleaving.RunId, TestStore.Token);
        return interleaving;
    }

    public async Task TakeAsync(Step step)
    {
        var worker = $"w{step.Worker}";
        switch (step.Kind)
        {
            case StepKind.Dispatch:
                _hints.AddRange((await _runs.DispatchAsync(RunId, 8, 0, ["emulated"], TestStore.Token)).SelectMany(block => block.Items).Select(item => item.ItemId));
                break;
            case StepKind.Claim when _hints.Count > 0:
                await ClaimAsync(_hints[step.Choice % _hints.Count], worker);
                break;
            case StepKind.Renew:
                Guid[] held = [.. _claims.Where(claim => claim.Worker == worker).Select(claim => claim.Item.ItemId).Distinct()];
                await _work.RenewAsync(worker, held, Lease, TestStore.Token);
                break;
            case StepKind.Record when _claims.Count > 0:
                var (item, owner) = _claims[step.Choice % _claims.Count];
                await _work.RecordAsync([TestStore.ResultOf(item, owner)], TestStore.Token);
                break;
            case StepKind.Spool when _claims.Count > 0:
                var (measured, by) = _claims[step.Choice % _claims.Count];
                _spools.Append(measured, by);
                break;
            case StepKind.RecordSpools:
                await _spools.RecordBatchAsync(step.Choice);
                break;
            case StepKind.Replay:
                await _spools.ReplayAsync(worker, step.Choice);
                break;
            case StepKind.ReplayElsewhere when Other is not null:
                await _spools.ReplayIntoAsync(Other._work, worker);
                break;
            case StepKind.Release when _claims.Count > 0:
                var (released, holder) = _claims[step.Choice % _claims.Count];
                await _work.ReleaseAsync(
                    new ReleasedItem(released, holder, DateTimeOffset.UnixEpoch, Storage.Database.AttemptOutcome.Released), TestStore.Token);
                break;
            case StepKind.Wait:
                _store.NowMs += 400 * (step.Choice % 8);
                break;
            case StepKind.Reconcile:
                await _runs.ReconcileAsync(RunId, HintStaleAfter, TestStore.Token);
                break;
            default:
                await TakeAsCoordinatorAsync(step.Kind);
                break;
        }
    }

    /// <summary>Completes the run: the remaining work is done without further faults.</summary>
    public async Task FinishAsync()
    {
        for (var round = 0; round < 20 && !await HasEndedAsync(); round++)
        {
            await TakeAsync(new Step(StepKind.Start, 0, 0));
            _store.NowMs += 10_000;
            await TakeAsync(new Step(StepKind.Reconcile, 0, 0));
            await TakeAsync(new Step(StepKind.Dispatch, 0, 0));
            foreach (var hint in _hints.ToArray())
            {
                if (await ClaimAsync(hint, "last") is { } item)
                {
                    await _work.RecordAsync([TestStore.ResultOf(item, "last")], TestStore.Token);
                }
            }

            await TakeAsync(new Step(_cancelled is null ? StepKind.Complete : StepKind.Cancel, 0, 0));
        }

        await _spools.ReplayAllAsync();
    }

    public Task<T> PollAsync<T>(string sql, Func<Storage.Sql.SqlRow, T> read, Func<List<T>, T> pick) =>
        _store.ReadAsync(async session => pick(await session.QueryAsync(sql, [("@run", RunId)], read, TestStore.Token)), TestStore.Token);

    public void Dispose() => _store.Dispose();

    private async Task<ClaimedItem?> ClaimAsync(Guid item, string worker)
    {
        var answer = (await _work.ClaimAsync(worker, Lease, [new ItemClaim(item) { Limit = Places }], TestStore.Token)).Single();
        if (answer is not ClaimAnswer.Claimed claimed)
        {
            (answer is ClaimAnswer.AtCapacity && await InFlightAsync() < MostAtOnce).ShouldBeFalse("an expired lease still takes up capacity");
            return null;
        }

        // Not checked after every step: renewing an expired lease whose call is still in flight may exceed the limit by one.
        (await InFlightAsync()).ShouldBeLessThanOrEqualTo(MostAtOnce, "more calls than the provider's limit");
        _cancelled.ShouldBeNull("an item of a cancelled run was claimed");
        _claims.Add((claimed.Item, worker));
        return claimed.Item;
    }

    private Task<bool> HasEndedAsync() => PollAsync(
        "SELECT state IN ('completed', 'cancelled') FROM run WHERE id = @run", row => row.Long(0) == 1, rows => rows[0]);

    private Task<long> InFlightAsync() => PollAsync(
        $"SELECT COUNT(*) FROM work_item WHERE state = 'leased' AND lease_until >= {_store.NowMs}", row => row.Long(0), rows => rows[0]);

    private async Task TakeAsCoordinatorAsync(StepKind kind)
    {
        switch (kind)
        {
            case StepKind.Stop:
                await _runs.StopAsync(RunId, TestStore.Token);
                break;
            case StepKind.Start:
                (await _runs.StartAsync(RunId, TestStore.Token) && _cancelled is not null).ShouldBeFalse("a cancelled run was started");
                break;
            case StepKind.Complete:
                await _runs.CompleteAsync(RunId, new RunOutcome(RunState.Completed, []), TestStore.Token);
                break;
            case StepKind.Cancel or StepKind.CancelNow:
                var state = await _runs.CancelAsync(RunId, kind == StepKind.CancelNow, TestStore.Token);
                _cancelled = state is RunState.Cancelled or RunState.Cancelling ? state : _cancelled;
                break;
        }
    }
}
