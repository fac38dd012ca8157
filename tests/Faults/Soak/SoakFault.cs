using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults.Soak;

/// <summary>A fault that can strike at any moment. Returns when the fault is over and everything is restored or about to be.</summary>
internal sealed record SoakFault(string Name, Func<Strike, CancellationToken, Task> StrikeAsync);

/// <summary>The target of a fault, and the random numbers that decide where it strikes and for how long.</summary>
internal sealed record Strike(FaultBench Bench, Trial Trial, Random Random)
{
    public WorkerSeat AnyWorker() => Bench.Workers[Random.Next(Bench.Workers.Count)];

    public TimeSpan Between(double leastSeconds, double mostSeconds) =>
        TimeSpan.FromSeconds(leastSeconds + (Random.NextDouble() * (mostSeconds - leastSeconds)));
}
