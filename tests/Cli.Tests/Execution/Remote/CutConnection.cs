using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Persona.Bench.Cli.Tests.Execution.Remote;

/// <summary>A proxy to a server on loopback. While it is cut, existing connections break and new ones are refused.</summary>
internal sealed class CutConnection : IDisposable
{
    private readonly int _server;
    private readonly ConcurrentBag<TcpClient> _open = [];
    private TcpListener _listener;

    public CutConnection(int server)
    {
        _server = server;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    public int Port { get; }

    public void Cut()
    {
        _listener.Stop();
        while (_open.TryTake(out var client))
        {
            client.Dispose();
        }
    }

    public void Mend()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    public void Dispose() => Cut();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync();
                var far = new TcpClient();
                _open.Add(near);
                _open.Add(far);
                await far.ConnectAsync(IPAddress.Loopback, _server);
                _ = CopyAsync(near, far);
                _ = CopyAsync(far, near);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        finally
        {
            to.Dispose();
        }
    }
}
