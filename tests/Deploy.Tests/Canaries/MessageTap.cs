using System.Text;
using Persona.Bench.Deploy.Tests.Brokers;
using Persona.Bench.Deploy.Tests.Servers;

namespace Persona.Bench.Deploy.Tests.Canaries;

/// <summary>Gets a copy of every message that goes through the virtual host.</summary>
internal sealed class MessageTap : IAsyncDisposable
{
    private const string Queue = "tap";
    private readonly Deployment _deployment;
    private readonly BrokerClient _client;

    private MessageTap(Deployment deployment, BrokerClient client) => (_deployment, _client) = (deployment, client);

    /// <summary>Taps all existing exchanges.</summary>
    public static async Task<MessageTap> OpenAsync(Deployment deployment)
    {
        // The broker's first user is its administrator.
        await deployment.Servers.RabbitmqctlAsync("set_permissions", "-p", Deployment.VirtualHost, "guest", ".*", ".*", ".*");
        var client = await BrokerClient.OpenAsync($"amqps://guest:guest@localhost:{deployment.Servers.BrokerPort}/{Deployment.VirtualHost}");
        await client.Channel.QueueDeclareAsync(Queue, durable: false, exclusive: true, autoDelete: true);
        var exchanges = await deployment.Servers.RabbitmqctlAsync("list_exchanges", "-p", Deployment.VirtualHost, "name", "--silent");
        foreach (var exchange in exchanges.Split('\n').Where(name => name.StartsWith("persona", StringComparison.OrdinalIgnoreCase)))
        {
            await client.Channel.QueueBindAsync(Queue, exchange, "");
        }

        return new MessageTap(deployment, client);
    }

    /// <summary>Headers and bodies of the messages that passed through, and of those still in any queue.</summary>
    public async Task<string> MessagesAsync()
    {
        var text = new StringBuilder();
        var queues = await _deployment.Servers.RabbitmqctlAsync("list_queues", "-p", Deployment.VirtualHost, "name", "--silent");
        text.AppendLine(queues);
        foreach (var queue in queues.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            while (await _client.Channel.BasicGetAsync(queue, autoAck: true) is { } message)
            {
                text.AppendLine(queue).AppendLine(string.Join('\n', message.BasicProperties.Headers?.Select(TextOf) ?? []))
                    .AppendLine(Encoding.UTF8.GetString(message.Body.Span));
            }
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _deployment.Servers.RabbitmqctlAsync("clear_permissions", "-p", Deployment.VirtualHost, "guest");
    }

    private static string TextOf(KeyValuePair<string, object?> header) =>
        $"{header.Key}: {(header.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : header.Value)}";
}
