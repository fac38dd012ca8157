using System.Diagnostics;
using Persona.Bench.Contracts;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Messages;
using Persona.Bench.Faults.Network;

namespace Persona.Bench.Faults.Soak;

/// <summary>All faults of the soak.</summary>
internal static class FaultCatalog
{
    public static IReadOnlyList<SoakFault> All { get; } =
    [
        new("worker killed", KillWorkerAsync),
        new("worker killed at the claim", (strike, token) => KillAtAsync(strike, Words.Claim, Direction.ToServer, null, token)),
        new("worker killed after the spool", (strike, token) => KillAtAsync(strike, Words.Done, Direction.ToServer, null, token)),
        new("worker killed at commit unknown", (strike, token) => KillAtAsync(strike, Words.Commit, Direction.ToClient, Words.Done, token)),
        new("worker stopped politely", StopWorkerAsync),
        new("worker suspended", SuspendWorkerAsync),
        new("coordinator killed", KillCoordinatorAsync),
        new("broker stopped and started", StopBrokerAsync),
        new("broker killed", (strike, token) => KillBrokerAsync(strike, wipe: false, token)),
        new("broker wiped", (strike, token) => KillBrokerAsync(strike, wipe: true, token)),
        new("broker connections closed", (strike, token) => strike.Bench.Ground.Servers.RabbitmqctlAsync(["close_all_connections", "by the soak"], token)),
        new("queues purged", PurgeAsync),
        new("database restarted", (strike, token) => RestartDatabaseAsync(strike, TimeSpan.Zero, token)),
        new("database away", (strike, token) => RestartDatabaseAsync(strike, strike.Between(0.5, 5), token)),
        new("backends terminated", (strike, token) => strike.Bench.Ground.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'faults'", token)),
        new("way to the broker cut", (strike, token) => CutAsync(strike, worker => worker.Broker, token)),
        new("way to the database cut", (strike, token) => CutAsync(strike, worker => worker.Database, token)),
        new("way to the broker held", (strike, token) => HoldAsync(strike, worker => worker.Broker, token)),
        new("way to the database held", (strike, token) => HoldAsync(strike, worker => worker.Database, token)),
        new("way to the provider held", (strike, token) => HoldAsync(strike, worker => worker.Provider, token)),
        new("hints repeated and reordered", (strike, token) => HintSender.SendBackwardsAsync(strike.Bench.Ground, strike.Trial.RunId, times: 2, token)),
        new("429 storm", StormAsync),
        new("calls that hang", (strike, token) => strike.Bench.Ground.Provider.EnqueueAsync("hang", strike.Random.Next(1, 6), token)),
    ];

    private static async Task KillWorkerAsync(Strike strike, CancellationToken cancellationToken)
    {
        var victim = strike.AnyWorker();
        await strike.Trial.KillAsync(victim, cancellationToken);
        victim.Begin();
    }

    /// <summary>Does nothing if the work is done before the moment comes.</summary>
    private static async Task KillAtAsync(Strike strike, string word, Direction holds, string? after, CancellationToken cancellationToken)
    {
        var victim = strike.AnyWorker();
        var moment = victim.Database.Break(Direction.ToServer, word, holds, after);
        try
        {
            await moment.ReachedWithinAsync(TimeSpan.FromSeconds(3), cancellationToken);
        }
        catch (TimeoutException)
        {
            victim.Restore();
            return;
        }

        await strike.Trial.KillAsync(victim, cancellationToken);
        victim.Begin();
    }

    private static async Task StopWorkerAsync(Strike strike, CancellationToken cancellationToken)
    {
        var worker = strike.AnyWorker();
        await worker.StopAsync(cancellationToken);
        worker.Begin();
    }

    private static async Task SuspendWorkerAsync(Strike strike, CancellationToken cancellationToken)
    {
        var worker = strike.AnyWorker();
        var start = Stopwatch.GetTimestamp();
        worker.Process.Suspend();
        await strike.Trial.LosesLeasesAsync(worker, cancellationToken);
        await Elapsed.AtLeastAsync(strike.Between(0.2, 5), cancellationToken);
        worker.Process.Continue();
        strike.Trial.Allowance.Inflated(Stopwatch.GetElapsedTime(start));
        Lasted(strike, start);
    }

    private static Task KillCoordinatorAsync(Strike strike, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        strike.Bench.Coordinator.Kill();
        strike.Bench.Coordinator.Begin();
        return Task.CompletedTask;
    }

    private static async Task StopBrokerAsync(Strike strike, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await strike.Bench.Ground.Servers.RabbitmqctlAsync(["stop_app"], cancellationToken);
        await strike.Bench.Ground.Servers.RabbitmqctlAsync(["start_app"], cancellationToken);
        Lasted(strike, start);
    }

    private static async Task KillBrokerAsync(Strike strike, bool wipe, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var servers = strike.Bench.Ground.Servers;
        await servers.KillBrokerAsync(cancellationToken);
        if (wipe)
        {
            await servers.WipeBrokerAsync(cancellationToken);
        }

        await servers.StartBrokerAsync(cancellationToken);
        Lasted(strike, start);
    }

    private static async Task PurgeAsync(Strike strike, CancellationToken cancellationToken)
    {
        foreach (var provider in BenchSettings.Providers)
        {
            await strike.Bench.Ground.Servers.RabbitmqctlAsync(["purge_queue", QueueNames.ForProvider(provider)], cancellationToken);
        }
    }

    private static async Task RestartDatabaseAsync(Strike strike, TimeSpan pause, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await strike.Bench.Ground.Servers.KillDatabaseAsync(cancellationToken);
        await Elapsed.AtLeastAsync(pause, cancellationToken);
        await strike.Bench.Ground.Servers.StartDatabaseAsync(cancellationToken);
        Lasted(strike, start);
    }

    private static async Task CutAsync(Strike strike, Func<WorkerSeat, TcpProxy> way, CancellationToken cancellationToken)
    {
        var worker = strike.AnyWorker();
        var start = Stopwatch.GetTimestamp();
        way(worker).Cut();
        await LoseLeasesAsync(strike, worker, way, cancellationToken);
        await Elapsed.AtLeastAsync(strike.Between(0.2, 4), cancellationToken);
        way(worker).Restore();
        Lasted(strike, start);
    }

    private static async Task HoldAsync(Strike strike, Func<WorkerSeat, TcpProxy> way, CancellationToken cancellationToken)
    {
        var worker = strike.AnyWorker();
        var start = Stopwatch.GetTimestamp();
        way(worker).Hold(strike.Random.Next(2) == 0 ? Direction.ToServer : Direction.ToClient);
        await LoseLeasesAsync(strike, worker, way, cancellationToken);
        await Elapsed.AtLeastAsync(strike.Between(0.2, 4), cancellationToken);
        way(worker).Restore();
        Lasted(strike, start);
    }

    private static async Task LoseLeasesAsync(Strike strike, WorkerSeat worker, Func<WorkerSeat, TcpProxy> way, CancellationToken cancellationToken)
    {
        if (way(worker) == worker.Database)
        {
            // Including claims in flight: their answers arrive after the lease has expired.
            strike.Trial.Allowance.LeasesLost(BenchSettings.Slots);
            await strike.Trial.LosesLeasesAsync(worker, cancellationToken);
        }
        else if (way(worker) == worker.Provider)
        {
            strike.Trial.Allowance.Inflated(BenchSettings.CallDeadline);
        }
    }

    private static Task StormAsync(Strike strike, CancellationToken cancellationToken)
    {
        strike.Trial.Allowance.CallsPerAttempt = 3;
        return strike.Bench.Ground.Provider.EnqueueAsync("429:1:1", strike.Random.Next(5, 60), cancellationToken);
    }

    private static void Lasted(Strike strike, long start) => strike.Trial.Allowance.Lasted(Stopwatch.GetElapsedTime(start));
}
