using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Persona.Bench.Hosting.Settings;

namespace Persona.Bench.Hosting.Bus;

/// <summary>Logs when the broker is lost and when it is back. Restarts a bus that stays broken although its broker can be reached.</summary>
internal sealed partial class BusWatch(IBusControl bus, ServiceSettings settings, TimeProvider time, ILogger<BusWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RestartTimeout = TimeSpan.FromSeconds(30);
    private readonly string _broker = settings.Broker!.ToString();
    private long? _brokenSince;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await PollAsync(stoppingToken);
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        if (bus.CheckHealth().Status == BusHealthStatus.Healthy)
        {
            if (_brokenSince is not null)
            {
                Back(_broker);
            }

            _brokenSince = null;
            return;
        }

        if (_brokenSince is not { } since)
        {
            _brokenSince = time.GetTimestamp();
            Away(_broker);
        }
        else if (time.GetElapsedTime(since) > Patience && await CanReachAsync(cancellationToken))
        {
            _brokenSince = time.GetTimestamp();
            await RestartAsync(cancellationToken);
        }
    }

    private async Task<bool> CanReachAsync(CancellationToken cancellationToken)
    {
        var address = settings.Broker!.Address;
        using var client = new TcpClient();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Look);
        try
        {
            await client.ConnectAsync(address.Host, address.Port > 0 ? address.Port : address.Scheme == "amqps" ? 5671 : 5672, timeout.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        Restarting();
        try
        {
            // The library may ignore its timeouts, so they are enforced here.
            await bus.StopAsync(RestartTimeout).WaitAsync(RestartTimeout, time, cancellationToken);
            await bus.StartAsync(RestartTimeout).WaitAsync(RestartTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            RestartFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Broker down: {Broker}; calls continue, and the connection is retried")]
    private partial void Away(string broker);

    [LoggerMessage(Level = LogLevel.Information, Message = "Broker ok: {Broker}")]
    private partial void Back(string broker);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker can be reached, but the bus has not recovered; restarting it")]
    private partial void Restarting();

    [LoggerMessage(Level = LogLevel.Error, Message = "The bus could not be restarted; retrying later")]
    private partial void RestartFailed(Exception exception);
}
