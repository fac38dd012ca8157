using System.Diagnostics;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Distributed;

/// <summary>How long it takes to store a planned run.</summary>
internal static class PlanTable
{
    private const int Repetitions = 9;

    public static async Task PrintAsync(Ground ground, CancellationToken cancellationToken)
    {
        var (store, _) = await ground.CreateStoreAsync(cancellationToken);
        await using var opened = store;
        var queue = new RunQueue(store, TimeProvider.System);
        Console.WriteLine("| iterations | median ms | slowest ms |");
        Console.WriteLine("|---|---|---|");
        foreach (var iterations in new[] { 1_000, 10_000, 100_000 })
        {
            var times = new List<double>();
            for (var repetition = 0; repetition <= Repetitions; repetition++)
            {
                var spec = await Fleet.SpecAsync(iterations, 1, 0, cancellationToken);
                var start = Stopwatch.GetTimestamp();
                await queue.PlanAsync(new PlannedRun(Guid.CreateVersion7(), spec, RunPlan.Create(spec), null), cancellationToken);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            // The first repetition includes JIT compilation.
            times.RemoveAt(0);
            times.Sort();
            Console.WriteLine($"| {iterations:N0} | {times[Repetitions / 2]:0} | {times[^1]:0} |");
        }
    }
}
