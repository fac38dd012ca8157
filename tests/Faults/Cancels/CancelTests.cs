using Persona.Bench.Core.Runs;
using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults.Cancels;

/// <summary>A cancelled run makes no more calls.</summary>
[Collection(FaultTests.Name)]
public sealed class CancelTests(FaultBench bench)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Politely_what_is_in_flight_is_measured()
    {
        var trial = await bench.InTheMiddleAsync(Token);

        await trial.CancelAsync(now: false, Token);

        var evidence = await trial.HoldsAsync(Token);
        evidence.Items.ShouldContain(item => item.State == ItemState.Cancelled);
        evidence.ExtraAttempts.ShouldBe(0);
    }

    [Fact]
    public async Task Now_ends_the_calls()
    {
        var trial = await bench.InTheMiddleAsync(Token);
        trial.Allowance.LeasesLost(BenchSettings.Workers * BenchSettings.Slots);

        await trial.CancelAsync(now: true, Token);

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task Also_while_the_broker_is_away()
    {
        var trial = await bench.InTheMiddleAsync(Token);
        trial.Allowance.LeasesLost(BenchSettings.Workers * BenchSettings.Slots);
        foreach (var worker in bench.Workers)
        {
            worker.Broker.Cut();
        }

        bench.Coordinator.Broker.Cut();
        await trial.CancelAsync(now: true, Token);

        await trial.HoldsAsync(Token);
    }
}
