using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults;

/// <summary>One bench for all; a test that breaks something for good leaves it to the next one to mend.</summary>
[CollectionDefinition(Name)]
public sealed class FaultTests : ICollectionFixture<FaultBench>
{
    public const string Name = "faults";
}

/// <summary>What the tests of a fault begin with: a run in the middle of its work.</summary>
internal static class TrialStart
{
    /// <summary>So that the fault strikes when every worker is busy, and much is left to do.</summary>
    public static async Task<Trial> InTheMiddleAsync(this FaultBench bench, CancellationToken cancellationToken)
    {
        var trial = await bench.BeginAsync(cancellationToken);
        await trial.SubmitAsync(cancellationToken);
        await trial.MeasuredAsync(BenchSettings.Items / 6, cancellationToken);
        return trial;
    }
}
