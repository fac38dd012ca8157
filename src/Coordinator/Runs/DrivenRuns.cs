using System.Collections.Concurrent;

namespace Persona.Bench.Coordinator.Runs;

/// <summary>The runs that this process drives to their end.</summary>
public sealed class DrivenRuns
{
    private readonly ConcurrentDictionary<Guid, bool> _runs = new();

    internal IReadOnlyCollection<Guid> All => [.. _runs.Keys];

    internal void Add(Guid runId) => _runs[runId] = true;

    internal void Remove(Guid runId) => _runs.TryRemove(runId, out _);
}
