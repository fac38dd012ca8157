using MassTransit;
using Persona.Bench.Contracts;

namespace Persona.Bench.Coordinator.Runs;

internal sealed class IterationFinishedConsumer(Nudges nudges) : IConsumer<IterationFinishedV1>
{
    public Task Consume(ConsumeContext<IterationFinishedV1> context)
    {
        nudges.Nudge();
        return Task.CompletedTask;
    }
}
