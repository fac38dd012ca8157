using System.Net.Sockets;
using System.Text;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Hosting.Tests.Services;

/// <summary>The socket on which a service manager receives notifications from its services.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("persona-bench-").FullName;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public NotifySocket() => _socket.Bind(new UnixDomainSocketEndPoint(Path));

    public string Path => System.IO.Path.Combine(_folder, "notify");

    /// <summary>The next notification.</summary>
    public async Task<string> NextAsync(TimeSpan deadline)
    {
        var buffer = new byte[1_024];
        var read = await _socket.ReceiveAsync(buffer, TestStore.Token).AsTask().WaitAsync(deadline, TestStore.Token);
        return Encoding.UTF8.GetString(buffer, 0, read).Trim();
    }

    public void Dispose()
    {
        _socket.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
