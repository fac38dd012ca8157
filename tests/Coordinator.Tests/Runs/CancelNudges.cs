using System.Collections.Concurrent;
using Persona.Bench.Coordinator.Runs;

namespace Persona.Bench.Coordinator.Tests.Runs;

/// <summary>Keeps the runs of which workers were told that they are over.</summary>
internal sealed class CancelNudges : ICancellationNotifier
{
    public ConcurrentQueue<Guid> Sent { get; } = new();

    public Task SendAsync(Guid runId, CancellationToken cancellationToken)
    {
        Sent.Enqueue(runId);
        return Task.CompletedTask;
    }
}
