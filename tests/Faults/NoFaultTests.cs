using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults;

[Collection(FaultTests.Name)]
public sealed class NoFaultTests(FaultBench bench)
{
    [Fact]
    public async Task Nothing_is_called_twice_where_nothing_fails()
    {
        var token = TestContext.Current.CancellationToken;
        var trial = await bench.BeginAsync(token);
        await trial.SubmitAsync(token);

        var evidence = await trial.HoldsAsync(token);

        evidence.Attempts.Count.ShouldBe(BenchSettings.Items);
        evidence.ExtraCalls.ShouldBe(0);
        evidence.WarmUps.ShouldBe(evidence.OtherCalls);
    }
}
