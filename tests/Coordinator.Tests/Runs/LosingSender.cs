using Persona.Bench.Contracts;
using Persona.Bench.Coordinator.Dispatch;

namespace Persona.Bench.Coordinator.Tests.Runs;

/// <summary>A broker that accepts every hint and loses it.</summary>
internal sealed class LosingSender : IBlockSender
{
    public Task SendAsync(IterationBlockV1 block, string provider, CancellationToken cancellationToken) => Task.CompletedTask;
}
