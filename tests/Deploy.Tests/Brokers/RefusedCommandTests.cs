using Persona.Bench.Contracts;
using Persona.Bench.Deploy.Tests.Servers;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Persona.Bench.Deploy.Tests.Brokers;

public sealed class RefusedCommandTests(Deployment deployment)
{
    private const int AccessRefused = 403;
    private const string Hints = "persona-bench.v1.refused";
    private const string Cancelled = "Persona.Bench.Contracts:RunCancelledV1";
    private const string Finished = "Persona.Bench.Contracts:IterationFinishedV1";

    public static TheoryData<string, string, Func<IChannel, Task>> Commands => new()
    {
        { "coordinator", "declare a queue outside the prefix", channel => channel.QueueDeclareAsync("other", durable: true, exclusive: false, autoDelete: false) },
        { "coordinator", "declare a queue with a longer prefix", channel => channel.QueueDeclareAsync("x.persona-bench.v1.emulated", durable: true, exclusive: false, autoDelete: false) },
        { "coordinator", "declare an exchange of another type of message", channel => channel.ExchangeDeclareAsync("Other:MessageV1", "fanout", durable: true) },
        { "coordinator", "take hints", channel => channel.BasicGetAsync(Hints, autoAck: true) },
        { "coordinator", "empty a queue of hints", channel => channel.QueuePurgeAsync(Hints) },
        { "coordinator", "declare a worker's own queue", channel => channel.QueueDeclareAsync(QueueNames.ForWorker("w-1"), durable: false, exclusive: false, autoDelete: true) },
        { "worker", "declare a queue outside the prefix", channel => channel.QueueDeclareAsync("other", durable: true, exclusive: false, autoDelete: false) },
        { "worker", "declare the coordinator's queue", channel => channel.QueueDeclareAsync(QueueNames.Coordinator, durable: true, exclusive: false, autoDelete: false) },
        { "worker", "take wake-ups of the coordinator", channel => channel.BasicGetAsync(QueueNames.Coordinator, autoAck: true) },
        { "worker", "empty the coordinator's queue", channel => channel.QueuePurgeAsync(QueueNames.Coordinator) },
        { "worker", "delete the coordinator's queue", channel => channel.QueueDeleteAsync(QueueNames.Coordinator) },
        { "worker", "say that a run was cancelled", channel => PublishAsync(channel, Cancelled) },
        { "worker", "send by the default exchange", channel => PublishAsync(channel, "") },
    };

    [Theory]
    [MemberData(nameof(Commands), DisableDiscoveryEnumeration = true)]
    public async Task A_user_may_not(string user, string what, Func<IChannel, Task> command)
    {
        deployment.Require();
        await DeclareAllAsync();
        await using var client = await BrokerClient.OpenAsync(deployment, user);

        var refused = await Should.ThrowAsync<OperationInterruptedException>(async () =>
        {
            await command(client.Channel);
            // The broker refuses a publish by closing the channel, a moment later.
            await client.Channel.QueueDeclarePassiveAsync(Hints);
            await Patience.UntilAsync(() => Task.FromResult(client.Channel.IsClosed), () => $"{user} to be refused to {what}");
            throw new OperationInterruptedException(client.Channel.CloseReason!);
        });

        refused.ShutdownReason!.ReplyCode.ShouldBe((ushort)AccessRefused);
    }

    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker")]
    public async Task A_user_does_not_get_into_another_virtual_host(string user)
    {
        deployment.Require();
        var address = new UriBuilder(deployment.BrokerOf(user)) { Path = "/%2F" };

        (await Should.ThrowAsync<OperationInterruptedException>(() => BrokerClient.OpenAsync(address.Uri.AbsoluteUri)))
            .ShutdownReason!.ReplyText.ShouldContain("access to vhost '/' refused");
    }

    private async Task DeclareAllAsync()
    {
        await using var worker = await BrokerClient.OpenAsync(deployment, "worker");
        await worker.Channel.QueueDeclareAsync(Hints, durable: true, exclusive: false, autoDelete: false, Quorum);
        await worker.Channel.ExchangeDeclareAsync(Cancelled, "fanout", durable: true);
        await worker.Channel.ExchangeDeclareAsync(Finished, "fanout", durable: true);
        await using var coordinator = await BrokerClient.OpenAsync(deployment, "coordinator");
        // Declared as the service does it.
        await coordinator.Channel.QueueDeclareAsync(
            QueueNames.Coordinator, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(Quorum) { ["x-delivery-limit"] = 10 });
    }

    private static Dictionary<string, object?> Quorum => new() { ["x-queue-type"] = "quorum" };

    private static Task PublishAsync(IChannel channel, string exchange) => channel.BasicPublishAsync(exchange, Hints, ReadOnlyMemory<byte>.Empty).AsTask();
}
