using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults.Soak;

/// <summary>A fault that can strike at any moment. It returns when it is over, with everything in its place again or about to be.</summary>
internal sealed record SoakFault(string Name, Func<Strike, CancellationToken, Task> StrikeAsync);

/// <summary>What a fault strikes, and the dice that say where and for how long.</summary>
internal sealed record Strike(FaultBench Bench, Trial Trial, Random Random)
{
    public WorkerSeat AnyWorker() => Bench.Workers[Random.Next(Bench.Workers.Count)];

    public TimeSpan Between(double leastSeconds, double mostSeconds) =>
        TimeSpan.FromSeconds(leastSeconds + (Random.NextDouble() * (mostSeconds - leastSeconds)));
}
