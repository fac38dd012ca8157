namespace Persona.Bench.Core.Workloads;

/// <summary>Iterations in flight at once.</summary>
public static class Concurrency
{
    /// <summary>
    /// Of one worker, wherever it is said: <c>concurrency</c> of a workload, <c>--concurrency</c>, and <c>slots</c> of a worker. A process with more
    /// of them measures itself; more workers share the work.
    /// </summary>
    public const int Most = 1_000;
}
