using System.Data.Common;
using System.Net.Security;
using System.Security.Authentication;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Persona.Bench.Contracts;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Hosting.Bus;

/// <summary>MassTransit on RabbitMQ, set up for the protocol: messages are only hints, and the database can repeat all of them.</summary>
public static class BrokerBus
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    internal static void AddBrokerBus(this IServiceCollection services, BrokerAddress.Amqp broker, IBenchService service)
    {
        services.AddOptions<MassTransitHostOptions>().Configure(bus =>
        {
            // Services wait for a broker that starts after them.
            bus.WaitUntilStarted = false;
            bus.StopTimeout = StopTimeout;
        });
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            service.AddConsumers(bus);
            bus.UsingRabbitMq((context, transport) =>
            {
                Connect(transport, broker.Address, service.Name);
                // A hint that no queue takes is an error; a notification that nobody takes is not.
                transport.ConfigureSend(pipe => pipe.UseExecute(RequireRoute));
                service.Receive(transport, context);
            });
        });
        services.AddHostedService<BusWatch>();
    }

    /// <summary>A queue of hints. Survives a broker restart, and discards hints that cannot be consumed.</summary>
    public static void ConfigureHintQueue(this IReceiveEndpointConfigurator endpoint)
    {
        var queue = (IRabbitMqReceiveEndpointConfigurator)endpoint;
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", 10);
        endpoint.DiscardFaultedMessages();
        endpoint.DiscardSkippedMessages();
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<DbException>(error => error.IsTransient);
            retry.Intervals(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        });
    }

    /// <summary>A queue of notifications for this process only, deleted with its connection.</summary>
    public static void ConfigureProcessQueue(this IReceiveEndpointConfigurator endpoint)
    {
        var queue = (IRabbitMqReceiveEndpointConfigurator)endpoint;
        queue.Durable = false;
        queue.AutoDelete = true;
        endpoint.DiscardFaultedMessages();
        endpoint.DiscardSkippedMessages();
    }

    private static void RequireRoute(SendContext context)
    {
        if (context is SendContext<IterationBlockV1> && context.TryGetPayload<RabbitMqSendContext>(out var send))
        {
            send.Mandatory = true;
        }
    }

    private static void Connect(IRabbitMqBusFactoryConfigurator transport, Uri address, string name)
    {
        var isTls = address.Scheme == "amqps";
        var port = address.Port > 0 ? address.Port : isTls ? 5671 : 5672;
        var user = address.UserInfo.Split(':', 2);
        var virtualHost = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/'));
        transport.Host(address.Host, (ushort)port, virtualHost.Length == 0 ? "/" : virtualHost, name, host =>
        {
            host.Username(user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : "guest");
            host.Password(user.Length == 2 ? Uri.UnescapeDataString(user[1]) : "guest");
            host.Heartbeat(TimeSpan.FromSeconds(10));
            host.PublisherConfirmation = true;
            if (isTls)
            {
                host.UseSsl(tls =>
                {
                    tls.ServerName = address.Host;
                    tls.Protocol = SslProtocols.Tls12 | SslProtocols.Tls13;
                    // By default, MassTransit accepts certificates from unknown authorities.
                    tls.EnforcePolicyErrors(
                        SslPolicyErrors.RemoteCertificateNotAvailable | SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors);
                });
            }
        });
    }
}
