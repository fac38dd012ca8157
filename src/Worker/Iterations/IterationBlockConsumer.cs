using MassTransit;
using Persona.Bench.Contracts;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Acknowledges a block once its items are claimed (or not to be had); the calls go on without the message.</summary>
internal sealed class IterationBlockConsumer(BlockIntake intake) : IConsumer<IterationBlockV1>
{
    public Task Consume(ConsumeContext<IterationBlockV1> context) => intake.TakeAsync(context.Message, context.CancellationToken);
}
