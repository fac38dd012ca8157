using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Runs;

/// <summary>What the store knows of runs. Reads only.</summary>
public interface IRunHistory
{
    /// <returns>Null when there is no such run.</returns>
    Task<RunSpec?> SpecAsync(Guid runId, CancellationToken cancellationToken);

    /// <returns>Null when there is no such run.</returns>
    Task<StoredRun?> FindAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>The newest first, <paramref name="last"/> at most.</summary>
    Task<IReadOnlyList<StoredRun>> ListAsync(int last, CancellationToken cancellationToken);

    /// <summary>Runs that are planned, running or being cancelled, the newest first.</summary>
    Task<IReadOnlyList<StoredRun>> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The others, the one that ended last first, <paramref name="last"/> at most.</summary>
    Task<IReadOnlyList<StoredRun>> EndedAsync(int last, CancellationToken cancellationToken);

    /// <summary>Runs with this name, and runs whose id begins with it (dashes do not count): those by name first, the newest first.</summary>
    Task<IReadOnlyList<Guid>> MatchAsync(string text, CancellationToken cancellationToken);

    /// <summary>Completed runs of a version of Persona, the newest first, <paramref name="last"/> at most.</summary>
    Task<IReadOnlyList<CompletedRun>> CompletedAsync(string personaVersion, int last, CancellationToken cancellationToken);

    /// <summary>The aggregated metrics of a finished run that are known; empty for other runs.</summary>
    Task<IReadOnlyList<StoredMetric>> MetricsAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>In the order in which they started.</summary>
    Task<IReadOnlyList<Measurement>> MeasurementsAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>
    /// The same, of what metrics are made of: without ids of requests, models, hashes and texts, of which warnings need some. A run may have a
    /// hundred thousand.
    /// </summary>
    Task<IReadOnlyList<Measurement>> MeasuredValuesAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>
    /// Who measured a run, the one that measured most first, each with its environment as it saw it at its start. Of workers from before
    /// that was kept, it is as somebody on a machine of the same fingerprint saw it first.
    /// </summary>
    Task<IReadOnlyList<MeasuringWorker>> WorkersAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>What the warm-ups of each workload on each provider took, over all workers. One that was killed in a warm-up could not tell.</summary>
    Task<IReadOnlyDictionary<(string Workload, string Provider), WarmUpCalls>> WarmUpsAsync(Guid runId, CancellationToken cancellationToken);

    /// <returns>Null when there is no such run.</returns>
    Task<RunProgress?> ProgressAsync(Guid runId, CancellationToken cancellationToken);
}
