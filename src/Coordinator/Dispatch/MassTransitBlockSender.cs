using MassTransit;
using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;

namespace Persona.Bench.Coordinator.Dispatch;

internal sealed class MassTransitBlockSender(IBus bus, IOptions<CoordinatorOptions> options) : IBlockSender
{
    public async Task SendAsync(IterationBlockV1 block, string provider, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Value.SendTimeout);
        // An exchange address: a queue address would declare the queue anew, with other properties than its owner's.
        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{QueueNames.ForProvider(provider)}"));
        await endpoint.Send(block, timeout.Token);
    }
}
