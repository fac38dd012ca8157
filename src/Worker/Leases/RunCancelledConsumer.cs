using MassTransit;
using Persona.Bench.Contracts;

namespace Persona.Bench.Worker.Leases;

/// <summary>A run was cancelled elsewhere: renews early, because a renewal shows which of this worker's items are affected.</summary>
internal sealed class RunCancelledConsumer(LeaseKeeper leases) : IConsumer<RunCancelledV1>
{
    public Task Consume(ConsumeContext<RunCancelledV1> context)
    {
        leases.RenewSoon();
        return Task.CompletedTask;
    }
}
