using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers;

/// <summary>
/// Wraps the body of an answer for every client: reads end at the call's deadline even if the client ignores its token,
/// a lost connection is recorded as the call's fault, and an endless answer is cut off.
/// </summary>
internal sealed class WatchedStream(Stream inner, ProviderCall call, ProviderEndpoint endpoint) : Stream
{
    /// <summary>At some 300 bytes per token with framing, far more than any answer and far less than available memory.</summary>
    internal const long LongestAnswer = 64 * 1024 * 1024;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static async Task<HttpContent> WrapAsync(HttpContent content, ProviderCall call, ProviderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var watched = new StreamContent(new WatchedStream(await content.ReadAsStreamAsync(cancellationToken), call, endpoint));
        foreach (var (name, values) in content.Headers.NonValidated)
            watched.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
        return watched;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Count(await inner.ReadAsync(buffer, call.Token));
        }
        catch (IOException exception) when (!call.Token.IsCancellationRequested)
        {
            throw Broken(exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        using var abort = call.Token.UnsafeRegister(static stream => ((Stream)stream!).Dispose(), inner);
        try
        {
            return Count(inner.Read(buffer, offset, count));
        }
        catch (IOException exception) when (!call.Token.IsCancellationRequested)
        {
            throw Broken(exception);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private ProviderFaultException Broken(IOException exception) =>
        call.Fail(new(ErrorKind.Connection, $"the connection to {endpoint.HostAndPort} was lost in the middle of the answer"), exception);

    private int Count(int bytes)
    {
        call.BytesRead += bytes;
        return call.BytesRead <= LongestAnswer
            ? bytes
            : throw call.Fail(new(ErrorKind.BadJson, $"the answer from {endpoint.Authority} is longer than {LongestAnswer / 1024 / 1024} MB"));
    }
}
