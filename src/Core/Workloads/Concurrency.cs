namespace Persona.Bench.Core.Workloads;

/// <summary>Limit on the iterations in flight.</summary>
public static class Concurrency
{
    /// <summary>
    /// Maximum for one worker, wherever it is set: <c>concurrency</c> of a workload, <c>--concurrency</c>, and <c>slots</c> of a worker. With more,
    /// a process measures itself; add workers to share the work.
    /// </summary>
    public const int Most = 1_000;
}
