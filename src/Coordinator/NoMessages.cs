using Persona.Bench.Contracts;
using Persona.Bench.Coordinator.Dispatch;
using Persona.Bench.Coordinator.Runs;

namespace Persona.Bench.Coordinator;

/// <summary>Sends nothing: workers that poll the store find the marks there.</summary>
internal sealed class NoMessages : IBlockSender, ICancellationNotifier
{
    public Task SendAsync(IterationBlockV1 block, string provider, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(Guid runId, CancellationToken cancellationToken) => Task.CompletedTask;
}
