using MassTransit;
using Persona.Bench.Contracts;

namespace Persona.Bench.Coordinator.Runs;

internal sealed class IterationFinishedConsumer(WakeUpSignal wakeUp) : IConsumer<IterationFinishedV1>
{
    public Task Consume(ConsumeContext<IterationFinishedV1> context)
    {
        wakeUp.Raise();
        return Task.CompletedTask;
    }
}
