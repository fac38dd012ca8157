using MassTransit;
using Persona.Bench.Contracts;

namespace Persona.Bench.Worker.Leases;

/// <summary>A run was ended from outside: what this worker holds of it, if anything, the store says at a renewal.</summary>
internal sealed class RunCancelledConsumer(LeaseKeeper leases) : IConsumer<RunCancelledV1>
{
    public Task Consume(ConsumeContext<RunCancelledV1> context)
    {
        leases.RenewSoon();
        return Task.CompletedTask;
    }
}
