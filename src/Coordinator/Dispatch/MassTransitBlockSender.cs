using MassTransit;
using Persona.Bench.Contracts;

namespace Persona.Bench.Coordinator.Dispatch;

internal sealed class MassTransitBlockSender(IBus bus) : IBlockSender
{
    public async Task SendAsync(IterationBlockV1 block, string provider, CancellationToken cancellationToken)
    {
        // An exchange address: a queue address would redeclare the queue, with other properties than its owner's.
        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{QueueNames.ForProvider(provider)}"));
        await endpoint.Send(block, cancellationToken);
    }
}
