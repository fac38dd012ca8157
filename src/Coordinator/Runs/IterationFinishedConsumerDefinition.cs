using MassTransit;
using Persona.Bench.Contracts;

namespace Persona.Bench.Coordinator.Runs;

internal sealed class IterationFinishedConsumerDefinition : ConsumerDefinition<IterationFinishedConsumer>
{
    public IterationFinishedConsumerDefinition()
    {
        EndpointName = QueueNames.Coordinator;
        ConcurrentMessageLimit = 1;
    }
}
