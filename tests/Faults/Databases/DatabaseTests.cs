using System.Diagnostics;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Network;

namespace Persona.Bench.Faults.Databases;

/// <summary>Database outages: calls in flight finish into the spool, and none is repeated.</summary>
[Collection(FaultTests.Name)]
public sealed class DatabaseTests(FaultBench bench)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restarted_at_once()
    {
        var trial = await bench.InTheMiddleAsync(Token);

        await bench.Ground.Servers.KillDatabaseAsync(Token);
        await bench.Ground.Servers.StartDatabaseAsync(Token);

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task Away_for_longer_than_a_lease()
    {
        var trial = await bench.InTheMiddleAsync(Token);
        var start = Stopwatch.GetTimestamp();

        await bench.Ground.Servers.KillDatabaseAsync(Token);
        await Elapsed.AtLeastAsync(BenchSettings.Lease * 1.5, Token);
        await bench.Ground.Servers.StartDatabaseAsync(Token);

        trial.Allowance.Lasted(Stopwatch.GetElapsedTime(start));
        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task Backends_terminated()
    {
        var trial = await bench.InTheMiddleAsync(Token);

        await bench.Ground.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'faults'", Token);

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task A_worker_cut_off_in_the_middle_of_its_transaction_holds_nobody_up()
    {
        var (trial, _) = await bench.StoppedAtAsync(
            () => bench.Workers[0].Database.Break(Direction.ToServer, Words.Measurement, holds: Direction.ToServer, skip: BenchSettings.SomeOfOneWorker), Token);

        bench.Workers[0].Database.Hold(Direction.ToServer);
        await trial.LosesLeasesAsync(bench.Workers[0], Token);

        await trial.HoldsAsync(Token);
    }
}
