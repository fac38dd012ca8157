using System.Diagnostics;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Network;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Faults.Workers;

/// <summary>SIGSTOP and SIGCONT: a machine that sleeps or starves the worker.</summary>
[Collection(FaultTests.Name)]
public sealed class SuspendedWorkerTests(FaultBench bench)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WorkerSeat Victim => bench.Workers[0];

    [Fact]
    public async Task Within_its_lease_keeps_its_items()
    {
        var trial = await bench.InTheMiddleAsync(Token);
        var suspended = Stopwatch.GetTimestamp();

        Victim.Process.Suspend();
        await Elapsed.AtLeastAsync(BenchSettings.Lease / 4, Token);
        Victim.Process.Continue();

        trial.Allowance.Lasted(Stopwatch.GetElapsedTime(suspended));
        // The answer waited in the socket; only a gap of more than 2 s taints a measurement.
        trial.Allowance.Inflated(Stopwatch.GetElapsedTime(suspended));
        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task Past_its_lease_loses_them_and_measures_nothing_false()
    {
        // It is certainly in a call.
        var (trial, _) = await bench.StoppedAtAsync(
            () => Victim.Provider.Break(Direction.ToClient, Words.FirstOfAnswer, holds: Direction.ToClient, skip: BenchSettings.SomeOfOneWorker), Token);
        var suspended = Stopwatch.GetTimestamp();

        Victim.Process.Suspend();
        Victim.Provider.Restore();
        await trial.LosesLeasesAsync(Victim, Token);
        await Elapsed.AtLeastAsync(BenchSettings.Lease * 2, Token);
        Victim.Process.Continue();

        trial.Allowance.Lasted(Stopwatch.GetElapsedTime(suspended));
        var evidence = await trial.HoldsAsync(Token);
        // Taken by reconciliation, or released by the worker if it woke up first; its measurement counts in neither case.
        evidence.Attempts.ShouldContain(attempt => attempt.Outcome == AttemptOutcome.Lost || attempt.Outcome == AttemptOutcome.Tainted);
    }
}
