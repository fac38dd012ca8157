using System.Net;
using System.Net.Sockets;
using System.Text;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Worker.Tests.Providers;

/// <summary>Answers every connection with the start of a chunked response, then closes it in an orderly way.</summary>
internal sealed class CutServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;
    private int _connections;

    public CutServer(ProviderKind kind, IEnumerable<string> frames)
    {
        _listener.Start();
        var type = kind is ProviderKind.Ollama ? "application/x-ndjson" : "text/event-stream";
        var text = new StringBuilder($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n");
        foreach (var frame in frames)
            text.Append($"{Encoding.UTF8.GetByteCount(frame):x}\r\n{frame}\r\n");
        _serving = ServeAsync(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Connections => _connections;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync(byte[] answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                _connections++;
                var stream = client.GetStream();
                await ReadRequestAsync(stream);
                await stream.WriteAsync(answer);
                client.Client.Shutdown(SocketShutdown.Send);

                // Read what the client still sends, or the operating system would reset the connection.
                await stream.CopyToAsync(Stream.Null);
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException or IOException)
        {
            // The listener was stopped.
        }
    }

    private static async Task ReadRequestAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            length += await stream.ReadAsync(buffer.AsMemory(length));
            var text = Encoding.ASCII.GetString(buffer, 0, length);
            var body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            if (body < 4)
                continue;
            var header = text.Split("\r\n").Single(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            if (length - body >= int.Parse(header.AsSpan("Content-Length:".Length)))
                return;
        }
    }
}
