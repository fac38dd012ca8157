using System.Diagnostics;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Servers;

namespace Persona.Bench.Faults.Brokers;

/// <summary>The broker stops, restarts or loses its data: hints are lost, but not a single call.</summary>
[Collection(FaultTests.Name)]
public sealed class BrokerTests(FaultBench bench)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PrivateServers Servers => bench.Ground.Servers;

    [Fact]
    public Task Stopped_and_started() => StrikeAsync(async () =>
    {
        await Servers.RabbitmqctlAsync(["stop_app"], Token);
        await Servers.RabbitmqctlAsync(["start_app"], Token);
    });

    [Fact]
    public Task Killed_and_started() => StrikeAsync(async () =>
    {
        await Servers.KillBrokerAsync(Token);
        await Servers.StartBrokerAsync(Token);
    });

    [Fact]
    public Task Killed_wiped_and_started() => StrikeAsync(async () =>
    {
        await Servers.KillBrokerAsync(Token);
        await Servers.WipeBrokerAsync(Token);
        await Servers.StartBrokerAsync(Token);
    });

    [Fact]
    public Task All_connections_closed() => StrikeAsync(() => Servers.RabbitmqctlAsync(["close_all_connections", "by the fault suite"], Token));

    [Fact]
    public Task Queues_purged() => StrikeAsync(async () =>
    {
        foreach (var provider in BenchSettings.Providers)
        {
            await Servers.RabbitmqctlAsync(["purge_queue", Contracts.QueueNames.ForProvider(provider)], Token);
        }
    });

    private async Task StrikeAsync(Func<Task> fault)
    {
        var trial = await bench.InTheMiddleAsync(Token);
        var start = Stopwatch.GetTimestamp();

        await fault();

        trial.Allowance.Lasted(Stopwatch.GetElapsedTime(start));
        await trial.HoldsAsync(Token);
    }
}
