using System.Collections.Concurrent;
using Persona.Bench.Core.Runs;
using Persona.Bench.Worker.Inputs;

namespace Persona.Bench.Worker.Iterations;

/// <summary>The research data of a run's workloads, each read once. Data that differs from what the run was planned with is read again later.</summary>
/// <param name="spec">The run.</param>
/// <param name="folder">Base of relative paths.</param>
/// <param name="time">The clock.</param>
internal sealed class RunInputs(RunSpec spec, string folder, TimeProvider time)
{
    // Limits rereading while somebody copies the right files: without it, every hint would read them all.
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Lazy<Task<Reading>>> _readings = new();
    private readonly ConcurrentDictionary<string, InputPool> _pools = new();

    /// <returns>Why this workload cannot be measured here; null when it can.</returns>
    public async Task<string?> ProblemAsync(string workload, CancellationToken cancellationToken)
    {
        var reading = _readings.GetOrAdd(workload, Begin);
        var read = await reading.Value.WaitAsync(cancellationToken);
        if (read.Problem is not null && time.GetElapsedTime(read.At) >= ReadAgainAfter)
        {
            _readings.TryUpdate(workload, Begin(workload), reading);
            read = await _readings[workload].Value.WaitAsync(cancellationToken);
        }

        return read.Problem;
    }

    /// <summary>The pool of a workload for which <see cref="ProblemAsync"/> found no problem.</summary>
    public InputPool Of(string workload) => _pools[workload];

    private Lazy<Task<Reading>> Begin(string workload) => new(() => ReadAsync(workload));

    private async Task<Reading> ReadAsync(string workload)
    {
        var problem = await TryReadAsync(workload);
        return new Reading(problem is null ? null : $"workload {workload}: {problem}", time.GetTimestamp());
    }

    private async Task<string?> TryReadAsync(string name)
    {
        var (workload, hash) = spec.Workloads.Single(entry => entry.Workload.Name == name);
        try
        {
            var pool = await InputPool.LoadAsync(workload.Inputs, folder, CancellationToken.None);
            if (pool.Hash != hash)
            {
                return $"the input files in {folder} differ from those the run was planned with";
            }

            _pools[name] = pool;
            return null;
        }
        catch (InputException exception)
        {
            return exception.Message;
        }
    }

    private sealed record Reading(string? Problem, long At);
}
