using System.Diagnostics;
using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults.Paces;

/// <summary>Measures the pace of this machine as it is now: a run like those of the trials, without a fault.</summary>
internal static class UndisturbedRun
{
    public static async Task<Pace> MeasureAsync(FaultBench bench, CancellationToken cancellationToken)
    {
        // What an earlier fault may have left in a process must not set the measure for the faults to come.
        bench.KillAll();
        var start = Stopwatch.GetTimestamp();
        var trial = await bench.PrepareAsync(cancellationToken);
        await trial.SubmitAsync(cancellationToken);
        await trial.EndsAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(start);
        return Pace.Of(took, await trial.GatherAsync(cancellationToken));
    }
}
