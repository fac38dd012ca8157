using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Persona.Bench.Faults.Network;

public sealed class TcpProxyTests : IAsyncLifetime
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly TcpClient _client = new();
    private TcpProxy _proxy = null!;
    private TcpClient _served = null!;

    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    /// <summary>Nothing here takes long; this ends a wait for bytes that never arrive.</summary>
    private CancellationToken Token => _end.Token;

    public async ValueTask InitializeAsync()
    {
        _end.CancelAfter(TimeSpan.FromSeconds(120));
        _server.Start();
        _proxy = new TcpProxy(((IPEndPoint)_server.LocalEndpoint).Port, () => new PlainTalk());
        await _client.ConnectAsync(IPAddress.Loopback, _proxy.Port, Token);
        _served = await _server.AcceptTcpClientAsync(Token);
    }

    [Fact]
    public async Task What_is_held_in_one_direction_passes_in_the_other_and_later_in_both()
    {
        _proxy.Hold(Direction.ToServer);
        await WriteAsync(_client, "question");
        await WriteAsync(_served, "answer");

        (await ReadAsync(_client)).ShouldBe("answer");
        _served.Available.ShouldBe(0);
        _proxy.Restore();
        (await ReadAsync(_served)).ShouldBe("question");
    }

    [Fact]
    public async Task A_word_is_held_before_it_arrives()
    {
        var breakpoint = _proxy.Break(Direction.ToServer, "COMMIT", holds: Direction.ToServer);
        await WriteAsync(_client, "hello");
        (await ReadAsync(_served)).ShouldBe("hello");

        await WriteAsync(_client, "COMMIT");
        var link = await breakpoint.ReachedAsync(Token);

        _served.Available.ShouldBe(0);
        link.Release();
        (await ReadAsync(_served)).ShouldBe("COMMIT");
    }

    [Fact]
    public async Task A_cut_resets_the_connection_and_lets_no_other_through()
    {
        _proxy.Cut();

        await Should.ThrowAsync<IOException>(async () => await _client.GetStream().ReadExactlyAsync(new byte[1], Token));
        (await CanTalkAsync()).ShouldBeFalse();
        _proxy.Restore();
        (await CanTalkAsync()).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _served.Dispose();
        await _proxy.DisposeAsync();
        _server.Dispose();
        _end.Dispose();
    }

    private async Task<bool> CanTalkAsync()
    {
        using var client = new TcpClient();
        // A listener left over from one call would take the connection of the next.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var heard = HearAsync(stop.Token);
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _proxy.Port, Token);
            await WriteAsync(client, "?");
            var reset = client.GetStream().ReadExactlyAsync(new byte[1], Token).AsTask();
            return await Task.WhenAny(heard, reset) == heard;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return false;
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)heard).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            (heard.IsCompletedSuccessfully ? await heard : null)?.Dispose();
        }
    }

    /// <summary>Returns the connection on which the server received something, still open; connections cut before deliver nothing.</summary>
    private async Task<TcpClient> HearAsync(CancellationToken stop)
    {
        while (true)
        {
            var served = await _server.AcceptTcpClientAsync(stop);
            try
            {
                await served.GetStream().ReadExactlyAsync(new byte[1], stop);
                return served;
            }
            catch (IOException)
            {
                // Cut.
                served.Dispose();
            }
        }
    }

    private Task WriteAsync(TcpClient client, string text) => client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), Token).AsTask();

    private async Task<string> ReadAsync(TcpClient client)
    {
        var buffer = new byte[64];
        var count = await client.GetStream().ReadAsync(buffer, Token);
        return Encoding.ASCII.GetString(buffer, 0, count);
    }
}
