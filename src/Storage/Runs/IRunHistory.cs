using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Runs;

/// <summary>Read-only queries over runs.</summary>
public interface IRunHistory
{
    /// <returns>Null when there is no such run.</returns>
    Task<RunSpec?> SpecAsync(Guid runId, CancellationToken cancellationToken);

    /// <returns>Null when there is no such run.</returns>
    Task<StoredRun?> FindAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Runs, newest first, at most <paramref name="last"/>.</summary>
    Task<IReadOnlyList<StoredRun>> ListAsync(int last, CancellationToken cancellationToken);

    /// <summary>Runs that are planned, running or being cancelled, newest first.</summary>
    Task<IReadOnlyList<StoredRun>> OpenAsync(CancellationToken cancellationToken);

    /// <summary>All other runs, most recently ended first, at most <paramref name="last"/>.</summary>
    Task<IReadOnlyList<StoredRun>> EndedAsync(int last, CancellationToken cancellationToken);

    /// <summary>Runs with this name, then runs whose id starts with it (dashes are ignored); newest first within each.</summary>
    Task<IReadOnlyList<Guid>> MatchAsync(string text, CancellationToken cancellationToken);

    /// <summary>Completed runs of a version of Persona, newest first, at most <paramref name="last"/>.</summary>
    Task<IReadOnlyList<CompletedRun>> CompletedAsync(string personaVersion, int last, CancellationToken cancellationToken);

    /// <summary>The known aggregated metrics of a finished run; empty for other runs.</summary>
    Task<IReadOnlyList<StoredMetric>> MetricsAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Measurements of a run, in the order in which they started.</summary>
    Task<IReadOnlyList<Measurement>> MeasurementsAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>
    /// The same, with only the values that metrics are computed from: without request ids, models, hashes and texts, some of which warnings need.
    /// A run may have a hundred thousand measurements.
    /// </summary>
    Task<IReadOnlyList<Measurement>> MeasuredValuesAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>
    /// Workers that measured a run, those with the most measurements first, each with the environment it detected at its start. For workers
    /// from before that was stored, it is the environment first seen with the same fingerprint.
    /// </summary>
    Task<IReadOnlyList<MeasuringWorker>> WorkersAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Warm-up calls of each workload on each provider, over all workers. A worker killed during a warm-up could not report its calls.</summary>
    Task<IReadOnlyDictionary<(string Workload, string Provider), WarmUpCalls>> WarmUpsAsync(Guid runId, CancellationToken cancellationToken);

    /// <returns>Null when there is no such run.</returns>
    Task<RunProgress?> ProgressAsync(Guid runId, CancellationToken cancellationToken);
}
