using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Runs;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Network;

namespace Persona.Bench.Faults.Coordinators;

/// <summary>kill -9 of a coordinator at each moment of its work; another process replaces it.</summary>
[Collection(FaultTests.Name)]
public sealed class KilledCoordinatorTests(FaultBench bench)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_planning_of_a_run_that_is_planned_and_not_started()
    {
        var trial = await bench.BeginAsync(Token);
        var start = bench.Coordinator.Database.Break(Direction.ToServer, Words.Start, holds: Direction.ToServer);
        await trial.PlanAsync(Token);
        await start.ReachedAsync(Token);

        bench.Coordinator.Kill();
        bench.Coordinator.Begin();

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task Between_mark_and_send()
    {
        var trial = await bench.BeginAsync(Token);
        bench.Coordinator.Broker.Hold(Direction.ToServer);
        await trial.SubmitAsync(Token);
        await trial.UntilAsync(
            rows => rows.WorkItems.AnyAsync(row => row.RunId == trial.RunId && row.DispatchedAt != null, Token), "items that are marked as dispatched", Token);

        bench.Coordinator.Kill();
        bench.Coordinator.Begin();

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task Before_completion()
    {
        var (trial, _) = await bench.StoppedAtAsync(
            () => bench.Coordinator.Database.Break(Direction.ToServer, Words.Complete, holds: Direction.ToServer), Token);

        bench.Coordinator.Kill();
        bench.Coordinator.Begin();

        var evidence = await trial.HoldsAsync(Token);
        evidence.State.ShouldBe(RunState.Completed);
    }

    [Fact]
    public async Task With_a_second_one_the_run_goes_on_by_itself()
    {
        await bench.StartSecondCoordinatorAsync(Token);
        var trial = await bench.InTheMiddleAsync(Token);

        bench.Coordinator.Kill();

        await trial.HoldsAsync(Token);
        bench.SecondCoordinator.Kill();
    }

    [Fact]
    public async Task Two_that_live_do_everything_once()
    {
        await bench.StartSecondCoordinatorAsync(Token);
        var trial = await bench.BeginAsync(Token);
        await trial.SubmitAsync(Token);

        await trial.HoldsAsync(Token);
        bench.SecondCoordinator.Kill();
    }
}
