using System.Diagnostics;
using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults.Paces;

/// <summary>Measures the current pace of this machine with a run like those of the trials, but without a fault.</summary>
internal static class UndisturbedRun
{
    public static async Task<Pace> MeasureAsync(FaultBench bench, CancellationToken cancellationToken)
    {
        // Fresh processes: leftovers of an earlier fault must not distort the pace.
        bench.KillAll();
        var start = Stopwatch.GetTimestamp();
        var trial = await bench.PrepareAsync(cancellationToken);
        await trial.SubmitAsync(cancellationToken);
        await trial.EndsAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(start);
        return Pace.Of(took, await trial.GatherAsync(cancellationToken));
    }
}
