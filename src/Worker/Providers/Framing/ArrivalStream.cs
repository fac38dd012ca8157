using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers.Framing;

/// <summary>
/// The body of a response as it arrives from the network: notes when, reports a lost connection as the provider's fault, and
/// cuts off an endless answer.
/// </summary>
internal sealed class ArrivalStream(Stream inner, ProviderEndpoint endpoint, TimeProvider time) : ForwardStream
{
    /// <summary>At some 300 bytes per token with framing, far more than any answer and far less than available memory.</summary>
    internal const long LongestAnswer = 64 * 1024 * 1024;

    /// <summary>Reads closer together than this are one arrival: one write of the server may need several.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(1);

    /// <summary>Timestamp of the last read that brought data.</summary>
    public long LastAt { get; private set; }

    /// <summary>Number of arrivals so far. Data that lay ready when it was read belongs to the arrival before it.</summary>
    public int Bursts { get; private set; }

    public long Bytes { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var reading = inner.ReadAsync(buffer, cancellationToken);
            var lay = reading.IsCompleted;
            var bytes = await reading;
            Note(bytes, lay);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderFaultException(
                new(ErrorKind.Connection, $"the connection to {endpoint.HostAndPort} was lost in the middle of the answer"), exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Note(int bytes, bool lay)
    {
        if (bytes == 0)
            return;
        var now = time.GetTimestamp();
        if (Bytes == 0 || (!lay && time.GetElapsedTime(LastAt, now) >= Together))
            Bursts++;
        LastAt = now;
        Bytes += bytes;
        if (Bytes > LongestAnswer)
            throw new ProviderFaultException(new(ErrorKind.BadJson, $"the answer from {endpoint.Authority} is longer than {LongestAnswer / 1024 / 1024} MB"));
    }
}
