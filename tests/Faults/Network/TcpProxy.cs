using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Persona.Bench.Faults.Network;

/// <summary>A proxy between a process and a server. Can cut, hold and slow each direction, and stop at a text on the wire.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly int _target;
    private readonly Func<ITalk> _talk;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Link, bool> _links = new();
    private readonly ConcurrentDictionary<Breakpoint, bool> _breakpoints = new();
    private readonly Gate _toServer = new();
    private readonly Gate _toClient = new();
    private readonly Task _accepting;
    private TimeSpan _delayToServer;
    private TimeSpan _delayToClient;
    private volatile bool _cut;

    /// <param name="target">Loopback port of the server.</param>
    /// <param name="talk">Creates a parser for what a client sends.</param>
    public TcpProxy(int target, Func<ITalk> talk)
    {
        (_target, _talk) = (target, talk);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Resets every connection and refuses new ones until <see cref="Restore"/>.</summary>
    public void Cut()
    {
        _cut = true;
        Reset();
    }

    /// <summary>Resets every connection; new ones are accepted.</summary>
    public void Reset()
    {
        foreach (var link in _links.Keys)
        {
            link.Cut();
        }
    }

    /// <summary>Holds this direction until <see cref="Restore"/>; the data then arrives late, as after retransmission.</summary>
    public void Hold(Direction direction) => GateOf(direction).Close();

    /// <summary>Delays each packet by this much.</summary>
    public void Slow(Direction direction, TimeSpan delay)
    {
        if (direction == Direction.ToServer)
        {
            _delayToServer = delay;
        }
        else
        {
            _delayToClient = delay;
        }
    }

    /// <summary>Stops at a text that has yet to come: set it before what sends it begins, or a busy machine may be past it.</summary>
    public Breakpoint Break(Direction direction, string word, Direction holds, string? after = null, int skip = 0)
    {
        var breakpoint = new Breakpoint(direction, word, holds, after, skip);
        _breakpoints[breakpoint] = true;
        return breakpoint;
    }

    /// <summary>Lets everything pass again and removes all breakpoints.</summary>
    public void Restore()
    {
        _cut = false;
        foreach (var breakpoint in _breakpoints.Keys)
        {
            breakpoint.Forget();
        }

        _breakpoints.Clear();
        (_delayToServer, _delayToClient) = (TimeSpan.Zero, TimeSpan.Zero);
        _toServer.Open();
        _toClient.Open();
        foreach (var link in _links.Keys)
        {
            link.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        foreach (var link in _links.Keys)
        {
            link.Dispose();
        }

        await _accepting;
        _end.Dispose();
    }

    internal ITalk TalkOf(Direction direction) => direction == Direction.ToServer ? _talk() : new PlainTalk();

    internal void Hear(Link link, Direction direction, IReadOnlyList<string> heard)
    {
        if (_breakpoints.Keys.FirstOrDefault(breakpoint => breakpoint.IsReached(link, direction, heard)) is { } reached)
        {
            _breakpoints.TryRemove(reached, out _);
        }
    }

    internal async Task PassAsync(Direction direction, CancellationToken cancellationToken)
    {
        await GateOf(direction).PassAsync(cancellationToken);
        var delay = direction == Direction.ToServer ? _delayToServer : _delayToClient;
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, cancellationToken);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        using var link = new Link(this, client, server);
        _links[link] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            if (_cut)
            {
                link.Cut();
                return;
            }

            await link.RunAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server is down: the client sees a connection that closes immediately.
        }
        finally
        {
            _links.TryRemove(link, out _);
        }
    }

    private Gate GateOf(Direction direction) => direction == Direction.ToServer ? _toServer : _toClient;
}
