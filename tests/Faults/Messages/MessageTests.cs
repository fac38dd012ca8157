using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults.Messages;

/// <summary>Messages are only hints: duplicate, late and reordered ones change nothing.</summary>
[Collection(FaultTests.Name)]
public sealed class MessageTests(FaultBench bench)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Duplicate_and_reordered_hints_are_called_once()
    {
        var trial = await bench.InTheMiddleAsync(Token);

        await HintSender.SendBackwardsAsync(bench.Ground, trial.RunId, times: 3, Token);

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task Stale_hints_of_a_run_that_has_ended_call_nobody()
    {
        var ended = await bench.BeginAsync(Token);
        await ended.SubmitAsync(Token);
        await ended.HoldsAsync(Token);
        var trial = await bench.InTheMiddleAsync(Token);

        await HintSender.SendBackwardsAsync(bench.Ground, ended.RunId, times: 2, Token);

        await trial.HoldsAsync(Token);
    }
}
