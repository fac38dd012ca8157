using System.Net.Sockets;

namespace Persona.Bench.Faults.Network;

/// <summary>One connection through the proxy.</summary>
internal sealed class Link : IDisposable
{
    private readonly TcpProxy _proxy;
    private readonly Socket _client;
    private readonly Socket _server;
    private readonly CancellationTokenSource _end = new();
    private readonly Gate _toServer = new();
    private readonly Gate _toClient = new();

    public Link(TcpProxy proxy, Socket client, Socket server) => (_proxy, _client, _server) = (proxy, client, server);

    public Task RunAsync() => Task.WhenAll(PumpAsync(_client, _server, Direction.ToServer), PumpAsync(_server, _client, Direction.ToClient));

    public void Hold(Direction direction) => GateOf(direction).Close();

    public void Release()
    {
        _toServer.Open();
        _toClient.Open();
    }

    /// <summary>Resets the connection for both ends; held data is lost.</summary>
    public void Cut()
    {
        _end.Cancel();
        foreach (var socket in new[] { _client, _server })
        {
            Reset(socket);
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _client.Dispose();
        _server.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, Direction direction)
    {
        var talk = _proxy.TalkOf(direction);
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
            {
                _proxy.Hear(this, direction, talk.Hear(buffer.AsSpan(0, count)));
                await GateOf(direction).PassAsync(_end.Token);
                await _proxy.PassAsync(direction, _end.Token);
                await SendAllAsync(to, buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // When one side is gone the other is closed too, so that it does not wait for an answer that cannot come.
            _end.Cancel();
        }
    }

    private async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, _end.Token)..];
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            // Without lingering, closing sends a reset instead of an orderly end.
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Already closed.
        }
    }

    private Gate GateOf(Direction direction) => direction == Direction.ToServer ? _toServer : _toClient;
}
