using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers;

/// <summary>
/// The body of an answer, whatever client reads it: reads end with the call's deadline even where the client forgot its
/// token, a broken connection leaves its fault behind, and an endless answer is cut off.
/// </summary>
internal sealed class WatchedStream(Stream inner, ProviderCall call, ProviderEndpoint endpoint) : Stream
{
    /// <summary>Some 300 bytes of frame per token: far more than any answer, far less than memory.</summary>
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
        call.Fail(new(ErrorKind.Connection, $"the connection to {endpoint.HostAndPort} broke in the middle of the answer"), exception);

    private int Count(int bytes)
    {
        call.BytesRead += bytes;
        return call.BytesRead <= LongestAnswer
            ? bytes
            : throw call.Fail(new(ErrorKind.BadJson, $"the answer of {endpoint.Authority} is longer than {LongestAnswer / 1024 / 1024} MB"));
    }
}
