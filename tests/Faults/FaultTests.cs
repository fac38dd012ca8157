using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults;

/// <summary>One bench shared by all tests. A test need not repair what it breaks: the next one restores the bench first.</summary>
[CollectionDefinition(Name)]
public sealed class FaultTests : ICollectionFixture<FaultBench>
{
    public const string Name = "faults";
}

/// <summary>The common start of the fault tests: a run that is partly measured.</summary>
internal static class TrialStart
{
    /// <summary>Lets the fault strike while every worker is busy and much of the run is left.</summary>
    public static async Task<Trial> InTheMiddleAsync(this FaultBench bench, CancellationToken cancellationToken)
    {
        var trial = await bench.BeginAsync(cancellationToken);
        await trial.SubmitAsync(cancellationToken);
        await trial.MeasuredAsync(BenchSettings.Items / 6, cancellationToken);
        return trial;
    }
}
