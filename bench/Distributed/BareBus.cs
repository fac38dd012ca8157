using System.Diagnostics;
using MassTransit;
using Persona.Bench.Contracts;

namespace Persona.Bench.Distributed;

/// <summary>The ceilings: the transport with the message of the protocol, a quorum queue and a consumer that does nothing, or no more than it must.</summary>
internal static class BareBus
{
    private const int InFlight = 500;

    /// <param name="broker">Where it is.</param>
    /// <param name="messages">How many.</param>
    /// <param name="consume">What is done with each.</param>
    /// <param name="atOnce">How many are consumed at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Messages a second, published with confirms and consumed.</returns>
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
