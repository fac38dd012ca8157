using MassTransit;
using Persona.Bench.Contracts;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Acknowledges a block once each item is claimed or found unavailable; the calls do not depend on the message.</summary>
internal sealed class IterationBlockConsumer(BlockIntake intake) : IConsumer<IterationBlockV1>
{
    public Task Consume(ConsumeContext<IterationBlockV1> context) => intake.TakeAsync(context.Message, context.CancellationToken);
}
