using System.Diagnostics;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Network;
using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults.Networks;

/// <summary>The network between one worker and each of its servers: cut, held in one direction, or slow in one direction.</summary>
[Collection(FaultTests.Name)]
public sealed class NetworkTests(FaultBench bench)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Server, Direction> Ways => new MatrixTheoryData<Server, Direction>(Enum.GetValues<Server>(), Enum.GetValues<Direction>());

    [Theory]
    [InlineData(Server.Broker)]
    [InlineData(Server.Database)]
    public async Task Cut_for_longer_than_a_lease(Server server)
    {
        var trial = await bench.InTheMiddleAsync(Token);
        var start = Stopwatch.GetTimestamp();

        ProxyTo(server).Cut();
        await AllowForAsync(server, trial);
        await Elapsed.AtLeastAsync(BenchSettings.Lease * 1.5, Token);
        ProxyTo(server).Restore();

        trial.Allowance.Lasted(Stopwatch.GetElapsedTime(start));
        await trial.HoldsAsync(Token);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Held_for_longer_than_a_lease(Server server, Direction direction)
    {
        var trial = await bench.InTheMiddleAsync(Token);
        var start = Stopwatch.GetTimestamp();

        ProxyTo(server).Hold(direction);
        await AllowForAsync(server, trial);
        await Elapsed.AtLeastAsync(BenchSettings.Lease * 1.5, Token);
        ProxyTo(server).Restore();

        trial.Allowance.Lasted(Stopwatch.GetElapsedTime(start));
        await trial.HoldsAsync(Token);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Slow_to_the_end(Server server, Direction direction)
    {
        var trial = await bench.InTheMiddleAsync(Token);

        ProxyTo(server).Slow(direction, Delay);

        if (server == Server.Provider)
        {
            // The network to the provider is part of the measurement, and an answer comes in many packets.
            trial.Allowance.Inflated(BenchSettings.CallDeadline);
        }

        await trial.HoldsAsync(Token);
    }

    private async Task AllowForAsync(Server server, Trial trial)
    {
        if (server == Server.Database)
        {
            // Including claims in flight: their answers arrive after the lease has expired.
            trial.Allowance.LeasesLost(BenchSettings.Slots);
            await trial.LosesLeasesAsync(bench.Workers[0], Token);
        }
        else if (server == Server.Provider)
        {
            trial.Allowance.Inflated(BenchSettings.CallDeadline);
        }
    }

    private TcpProxy ProxyTo(Server server) => server switch
    {
        Server.Broker => bench.Workers[0].Broker,
        Server.Database => bench.Workers[0].Database,
        _ => bench.Workers[0].Provider,
    };
}
