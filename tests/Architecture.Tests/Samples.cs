namespace Persona.Bench.Architecture.Tests.Samples;

// Deliberately wrong: tests check that the rules find each of these.
#pragma warning disable CA1068, CA1822, CA1852, MA0038, MA0041, CA1812

internal sealed class SampleUserOfTheBus
{
    public MassTransit.IBus? Bus { get; init; }
}

internal sealed class SampleHelper;

internal class SampleMessageV1
{
    public Task SendAsync(CancellationToken cancellationToken = default) => Task.Delay(0, cancellationToken);

    public Task SendFirstAsync(CancellationToken cancellationToken, int count) => Task.Delay(count, cancellationToken);
}
