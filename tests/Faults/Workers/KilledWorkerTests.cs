using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Network;

namespace Persona.Bench.Faults.Workers;

/// <summary>kill -9 of a worker at each moment of an iteration. The proxies hold it there, so the moment is hit exactly.</summary>
[Collection(FaultTests.Name)]
public sealed class KilledWorkerTests(FaultBench bench)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WorkerSeat Victim => bench.Workers[0];

    [Fact]
    public async Task Before_the_claim()
    {
        var (trial, _) = await bench.StoppedAtAsync(() => Victim.Database.Break(Direction.ToServer, Words.Claim, holds: Direction.ToServer), Token);

        await trial.KillAsync(Victim, Token);

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task In_the_call()
    {
        var (trial, _) = await bench.StoppedAtAsync(
            () => Victim.Provider.Break(Direction.ToClient, Words.FirstOfAnswer, holds: Direction.ToClient, skip: BenchSettings.SomeOfOneWorker), Token);

        await trial.KillAsync(Victim, Token);

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task After_the_answer()
    {
        var (trial, link) = await bench.StoppedAtAsync(
            () => Victim.Provider.Break(Direction.ToClient, Words.LastOfAnswer, holds: Direction.ToClient, skip: BenchSettings.SomeOfOneWorker), Token);

        // The whole answer is in the worker's socket, neither read nor spooled.
        Victim.Process.Suspend();
        link.Release();
        await trial.KillAsync(Victim, Token);

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task After_the_spool()
    {
        var (trial, _) = await bench.StoppedAtAsync(
            () => Victim.Database.Break(Direction.ToServer, Words.Done, holds: Direction.ToServer, skip: BenchSettings.SomeOfOneWorker), Token);

        await trial.KillAsync(Victim, Token);
        Victim.Begin();

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task At_commit_unknown()
    {
        var (trial, _) = await bench.StoppedAtAsync(
            () => Victim.Database.Break(Direction.ToServer, Words.Commit, holds: Direction.ToClient, after: Words.Done, skip: BenchSettings.SomeOfOneWorker), Token);

        await trial.KillAsync(Victim, Token);
        Victim.Begin();

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task And_one_that_lives_repeats_a_commit_whose_answer_was_lost()
    {
        var (trial, link) = await bench.StoppedAtAsync(
            () => Victim.Database.Break(Direction.ToServer, Words.Commit, holds: Direction.ToClient, after: Words.Done, skip: BenchSettings.SomeOfOneWorker), Token);
        link.Cut();

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task Two_of_three_at_once_leave_their_work_to_the_third()
    {
        var trial = await bench.InTheMiddleAsync(Token);

        foreach (var worker in bench.Workers.Take(2))
        {
            await trial.KillAsync(worker, Token);
        }

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task A_stopped_worker_finishes_its_calls()
    {
        var trial = await bench.InTheMiddleAsync(Token);

        await Victim.StopAsync(Token);

        Victim.Process.ExitCode.ShouldBe(0, Victim.Process.Tail());
        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task A_stopped_worker_exits_though_its_broker_is_silent()
    {
        var trial = await bench.InTheMiddleAsync(Token);
        Victim.Broker.Hold(Direction.ToServer);
        Victim.Broker.Hold(Direction.ToClient);

        await Victim.StopAsync(Token);

        await trial.HoldsAsync(Token);
    }
}
