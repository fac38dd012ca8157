using CsCheck;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Tests.Queue.Interleavings;

/// <summary>
/// A model of the protocol: thousands of orders in which workers and coordinators may act, lose their leases, come late and repeat
/// themselves. What must hold is asked of the rows after each step. The failing order is printed, and shrunk, by the generator.
/// </summary>
public sealed class InterleavingTests
{
    private static readonly string Broken =
        "SELECT 'measured but not done' FROM measurement m JOIN work_item i ON i.id = m.item_id WHERE m.run_id = @run AND i.state NOT IN ('done', 'failed') " +
        "UNION ALL SELECT 'done but not measured' FROM work_item i WHERE i.run_id = @run AND i.state IN ('done', 'failed') " +
        "AND NOT EXISTS (SELECT 1 FROM measurement m WHERE m.item_id = i.id) " +
        "UNION ALL SELECT 'a measurement whose attempt did not hold the fence' FROM measurement m WHERE m.run_id = @run AND m.error_kind IS NULL " +
        "AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.item_id = m.item_id AND a.attempt = m.attempt AND a.outcome = 'recorded') " +
        "UNION ALL SELECT 'two attempts recorded' FROM attempt WHERE outcome = 'recorded' GROUP BY item_id HAVING COUNT(*) > 1 " +
        $"UNION ALL SELECT 'more calls than the provider takes' FROM work_item WHERE state = 'leased' GROUP BY provider HAVING COUNT(*) > {Interleaving.MostAtOnce} " +
        "UNION ALL SELECT 'ended with open items' FROM run r JOIN work_item i ON i.run_id = r.id " +
        "WHERE r.state IN ('completed', 'cancelled') AND i.state IN ('pending', 'leased')";

    private static readonly Gen<Step[]> Orders = Steps(cancels: false).Array[5, 30];

    [Fact]
    public void Whatever_the_order_every_item_ends_with_one_measurement() => Orders.Sample(order => RunAsync(order, cancelled: false).GetAwaiter().GetResult(), iter: 1500);

    [Fact]
    public void Whatever_the_order_a_cancelled_run_ends_and_nothing_of_it_is_claimed() => Gen.Select(Orders, Steps(cancels: true), Orders)
        .Sample((before, cancel, after) => RunAsync([.. before, cancel, .. after], cancelled: true).GetAwaiter().GetResult(), iter: 1000);

    private static Gen<Step> Steps(bool cancels) => Gen.Select(
        Gen.Int[(int)(cancels ? StepKind.Cancel : StepKind.Dispatch), (int)(cancels ? StepKind.CancelNow : StepKind.Complete)],
        Gen.Int[0, 2],
        Gen.Int[0, 1000],
        (kind, worker, choice) => new Step((StepKind)kind, worker, choice));

    private static async Task RunAsync(IEnumerable<Step> order, bool cancelled)
    {
        using var interleaving = await Interleaving.BeginAsync();
        foreach (var step in order)
        {
            await interleaving.TakeAsync(step);
            (await BrokenAsync(interleaving)).ShouldBeNull($"after {step}");
        }

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
        interleaving.LookAsync<string?>(Broken, row => row.Text(0), rows => rows.FirstOrDefault());
}
