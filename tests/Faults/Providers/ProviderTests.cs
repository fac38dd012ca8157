using Persona.Bench.Core.Iterations;
using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults.Providers;

/// <summary>The provider refuses or never answers: paid calls are measured, and failures are measurements too.</summary>
[Collection(FaultTests.Name)]
public sealed class ProviderTests(FaultBench bench)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_storm_of_429_costs_retries_and_no_attempt()
    {
        var trial = await bench.InTheMiddleAsync(Token);

        await bench.Ground.Provider.EnqueueAsync("429:1:1", 40, Token);

        var evidence = await trial.HoldsAsync(Token);
        evidence.Retries.ShouldBeGreaterThan(0);
        evidence.WarmUps.ShouldBe(evidence.OtherCalls);
    }

    [Fact]
    public async Task A_storm_of_429_in_the_warm_ups_is_in_the_runs_own_account()
    {
        var trial = await bench.BeginAsync(Token);
        await bench.Ground.Provider.EnqueueAsync("429:1:1", 8, Token);

        await trial.SubmitAsync(Token);

        var evidence = await trial.HoldsAsync(Token);
        evidence.WarmUps.ShouldBe(evidence.OtherCalls);
        evidence.WarmUps.ShouldBeGreaterThan(BenchSettings.WarmUps * BenchSettings.Providers.Length);
    }

    [Fact]
    public async Task A_call_that_hangs_ends_at_its_deadline()
    {
        var trial = await bench.InTheMiddleAsync(Token);

        await bench.Ground.Provider.EnqueueAsync("hang", 6, Token);

        var evidence = await trial.HoldsAsync(Token);
        evidence.Measurements.Count(measurement => measurement.Outcome == IterationOutcome.TimedOut).ShouldBe(6);
    }
}
