using System.Net.Security;
using Persona.Bench.Deploy.Tests.Servers;
using RabbitMQ.Client;

namespace Persona.Bench.Deploy.Tests.Brokers;

/// <summary>A connection to the broker as one of its users, for arbitrary commands.</summary>
internal sealed class BrokerClient : IAsyncDisposable
{
    private readonly IConnection _connection;

    private BrokerClient(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    public IChannel Channel { get; }

    /// <param name="address">With user, password and virtual host.</param>
    public static async Task<BrokerClient> OpenAsync(string address)
    {
        var factory = new ConnectionFactory { Uri = new Uri(address), AutomaticRecoveryEnabled = false };
        // Certificates are checked by the services; these tests are about the permissions of users.
        factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.RemoteCertificateChainErrors;
        var connection = await factory.CreateConnectionAsync(TestContext.Current.CancellationToken);
        return new BrokerClient(connection, await connection.CreateChannelAsync());
    }

    public static Task<BrokerClient> OpenAsync(Deployment deployment, string user) => OpenAsync(deployment.BrokerOf(user));

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
