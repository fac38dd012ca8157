using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Network;
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

    /// <summary>Sets a breakpoint before the run begins, so that no machine is past it, and returns when it is reached.</summary>
    public static async Task<(Trial Trial, Link Link)> StoppedAtAsync(this FaultBench bench, Func<Breakpoint> breakpoint, CancellationToken cancellationToken)
    {
        var trial = await bench.BeginAsync(cancellationToken);
        var moment = breakpoint();
        await trial.SubmitAsync(cancellationToken);
        return (trial, await moment.ReachedAsync(cancellationToken));
    }
}
