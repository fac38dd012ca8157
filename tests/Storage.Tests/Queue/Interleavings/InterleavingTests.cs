using System.Globalization;
using CsCheck;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Tests.Queue.Interleavings;

/// <summary>
/// A model check of the protocol over thousands of interleavings. Workers and coordinators act, lose leases, come late and repeat
/// themselves. Results are recorded singly or in batches, replayed from disk, and offered to the wrong store. The invariants are
/// checked against the rows after each step. The generator shrinks and prints a failing order.
/// </summary>
public sealed class InterleavingTests
{
    private const string Broken =
        "SELECT 'measured but not done' FROM measurement m JOIN work_item i ON i.id = m.item_id WHERE m.run_id = @run AND i.state NOT IN ('done', 'failed') " +
        "UNION ALL SELECT 'done but not measured' FROM work_item i WHERE i.run_id = @run AND i.state IN ('done', 'failed') " +
        "AND NOT EXISTS (SELECT 1 FROM measurement m WHERE m.item_id = i.id) " +
        "UNION ALL SELECT 'a measurement whose attempt did not hold the fence' FROM measurement m WHERE m.run_id = @run AND m.error_kind IS NULL " +
        "AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.item_id = m.item_id AND a.attempt = m.attempt AND a.outcome = 'recorded') " +
        "UNION ALL SELECT 'two attempts recorded' FROM attempt WHERE outcome = 'recorded' GROUP BY item_id HAVING COUNT(*) > 1 " +
        "UNION ALL SELECT 'ended with open items' FROM run r JOIN work_item i ON i.run_id = r.id " +
        "WHERE r.state IN ('completed', 'cancelled') AND i.state IN ('pending', 'leased')";

    /// <summary>Number of orders over all three tests.</summary>
    private static readonly long AllOrders = long.Parse(Environment.GetEnvironmentVariable("PERSONA_TEST_ORDERS") ?? "2500", CultureInfo.InvariantCulture);

    // Weighted towards the steps that let two attempts at one item be recorded together.
    private static readonly Gen<StepKind> Kinds = OneOf(
        StepKind.Dispatch, StepKind.Claim, StepKind.Claim, StepKind.Claim, StepKind.Renew, StepKind.Record, StepKind.Spool, StepKind.Spool, StepKind.Spool,
        StepKind.RecordSpools, StepKind.RecordSpools, StepKind.Replay, StepKind.ReplayElsewhere, StepKind.Release, StepKind.Wait, StepKind.Wait,
        StepKind.Reconcile, StepKind.Reconcile, StepKind.Stop, StepKind.Start, StepKind.Complete);

    private static readonly Gen<Step[]> Orders = Steps(Kinds).Array[5, 40];

    [Fact]
    public void Whatever_the_order_every_item_ends_with_one_measurement() =>
        Orders.Sample(order => RunAsync(order, cancelled: false).GetAwaiter().GetResult(), iter: AllOrders * 4 / 10);

    [Fact]
    public void Whatever_the_order_a_cancelled_run_ends_and_nothing_of_it_is_claimed() =>
        Gen.Select(Orders, Steps(OneOf(StepKind.Cancel, StepKind.CancelNow)), Orders)
            .Sample((before, cancel, after) => RunAsync([.. before, cancel, .. after], cancelled: true).GetAwaiter().GetResult(), iter: AllOrders * 2 / 10);

    [Fact]
    public void Whatever_the_order_two_stores_whose_workers_share_a_folder_leave_each_others_results_alone() =>
        Gen.Select(Gen.Int[0, 1], Steps(Kinds)).Array[10, 60]
            .Sample(order => RunTwoAsync(order).GetAwaiter().GetResult(), iter: AllOrders * 4 / 10);

    private static Gen<StepKind> OneOf(params StepKind[] kinds) => Gen.Int[0, kinds.Length - 1].Select(index => kinds[index]);

    private static Gen<Step> Steps(Gen<StepKind> kinds) => Gen.Select(kinds, Gen.Int[0, 2], Gen.Int[0, 1000], (kind, worker, choice) => new Step(kind, worker, choice));

    private static async Task RunTwoAsync(IEnumerable<(int Store, Step Step)> order)
    {
        using var one = await Interleaving.BeginAsync();
        using var two = await Interleaving.BeginAsync();
        (one.Other, two.Other) = (two, one);
        foreach (var (store, step) in order)
        {
            await (store == 0 ? one : two).TakeAsync(step);
            (await BrokenAsync(one) ?? await BrokenAsync(two)).ShouldBeNull($"after {step} of store {store}");
        }

        await EndAsync(one, cancelled: false);
        await EndAsync(two, cancelled: false);
    }

    private static async Task RunAsync(IEnumerable<Step> order, bool cancelled)
    {
        using var interleaving = await Interleaving.BeginAsync();
        foreach (var step in order)
        {
            await interleaving.TakeAsync(step);
            (await BrokenAsync(interleaving)).ShouldBeNull($"after {step}");
        }

        await EndAsync(interleaving, cancelled);
    }

    private static async Task EndAsync(Interleaving interleaving, bool cancelled)
    {
        await interleaving.FinishAsync();

        (await BrokenAsync(interleaving)).ShouldBeNull("at the end");
        var run = (await interleaving.History.FindAsync(interleaving.RunId, TestStore.Token))!;
        run.State.ShouldBeOneOf(cancelled ? [RunState.Cancelled, RunState.Completed] : [RunState.Completed]);
        if (run.State == RunState.Completed)
        {
            run.Measured.ShouldBe(Interleaving.Items);
        }
    }

    private static Task<string?> BrokenAsync(Interleaving interleaving) =>
        interleaving.PollAsync<string?>(Broken, row => row.Text(0), rows => rows.FirstOrDefault());
}
