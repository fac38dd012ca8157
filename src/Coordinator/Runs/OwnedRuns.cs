using System.Collections.Concurrent;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>The runs that this process advances to their end.</summary>
public sealed class OwnedRuns
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _runs = new();

    internal IReadOnlyCollection<Guid> All => [.. _runs.Keys];

    /// <returns>False if it was already owned.</returns>
    internal bool Add(Guid runId) => _runs.TryAdd(runId, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    internal bool Contains(Guid runId) => _runs.ContainsKey(runId);

    /// <summary>Completes when this process no longer owns the run.</summary>
    internal Task Ended(Guid runId) => _runs.TryGetValue(runId, out var run) ? run.Task : Task.CompletedTask;

    internal void Remove(Guid runId)
    {
        if (_runs.TryRemove(runId, out var run))
        {
            run.SetResult();
        }
    }
}
