using System.Diagnostics;
using MassTransit;
using Persona.Bench.Contracts;

namespace Persona.Bench.Distributed;

/// <summary>Upper bounds: the transport with a message of the protocol, a quorum queue and a consumer that does nothing or the minimum.</summary>
internal static class BareBus
{
    private const int InFlight = 500;

    /// <param name="broker">Address of the broker.</param>
    /// <param name="messages">Number of messages.</param>
    /// <param name="consume">Called for each message.</param>
    /// <param name="atOnce">Number of messages consumed concurrently.</param>
    /// <param name="cancellationToken">Cancels the measurement.</param>
    /// <returns>Messages per second, published with confirms and consumed.</returns>
    public static async Task<double> RateAsync(string broker, int messages, Func<Task> consume, int atOnce, CancellationToken cancellationToken)
    {
        var counter = new Counter(messages);
        var queue = $"persona-bench-measured-{Guid.NewGuid():N}";
        var bus = Bus.Factory.CreateUsingRabbitMq(transport =>
        {
            transport.Host(new Uri(broker));
            transport.ReceiveEndpoint(queue, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.ConfigureConsumeTopology = false;
                endpoint.PrefetchCount = atOnce;
                endpoint.Handler<IterationBlockV1>(async _ =>
                {
                    await consume();
                    counter.Count();
                });
            });
        });
        await bus.StartAsync(cancellationToken);
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{queue}"));
            var message = new IterationBlockV1 { RunId = Guid.NewGuid(), Workload = "quick", Items = [new IterationHintV1 { ItemId = Guid.NewGuid(), Provider = "emulated" }] };
            var start = Stopwatch.GetTimestamp();
            await Parallel.ForAsync(
                0, messages, new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellationToken }, async (_, token) => await endpoint.Send(message, token));
            await counter.Done.WaitAsync(cancellationToken);
            return messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            await bus.StopAsync(cancellationToken);
        }
    }

    private sealed class Counter(int wanted)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public Task Done => _done.Task;

        public void Count()
        {
            if (Interlocked.Increment(ref _count) == wanted)
            {
                _done.SetResult();
            }
        }
    }
}
