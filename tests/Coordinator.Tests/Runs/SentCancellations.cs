using System.Collections.Concurrent;
using Persona.Bench.Coordinator.Runs;

namespace Persona.Bench.Coordinator.Tests.Runs;

/// <summary>Collects the runs whose cancellation was sent to the workers.</summary>
internal sealed class SentCancellations : ICancellationNotifier
{
    public ConcurrentQueue<Guid> Sent { get; } = new();

    public Task SendAsync(Guid runId, CancellationToken cancellationToken)
    {
        Sent.Enqueue(runId);
        return Task.CompletedTask;
    }
}
