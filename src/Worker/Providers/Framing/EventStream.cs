namespace Persona.Bench.Worker.Providers.Framing;

/// <summary>
/// Prepares a stream of server-sent events for a strict parser: puts back what was read already, ends the last event even if the server
/// left out the blank line, and keeps the last line that belongs to no event.
/// </summary>
internal sealed class EventStream(ReadOnlyMemory<byte> start, Stream inner) : ForwardStream
{
    private const int LongestLine = 16 * 1024;

    private static readonly byte[] End = "\n\n"u8.ToArray();

    private readonly List<byte> _line = [];
    private bool _isForeign;
    private bool _isAtStart = true;
    private ReadOnlyMemory<byte> _ready = start;
    private bool _hasEnded;

    /// <summary>The last line that starts like JSON or an error; null if every line was one of an event.</summary>
    public byte[]? LastForeignLine { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var bytes = 0;
        if (_ready.IsEmpty && !_hasEnded)
        {
            bytes = await inner.ReadAsync(buffer, cancellationToken);
            if (bytes == 0)
            {
                _hasEnded = true;
                _ready = End;
            }
        }

        if (bytes == 0)
        {
            bytes = Math.Min(_ready.Length, buffer.Length);
            _ready[..bytes].CopyTo(buffer);
            _ready = _ready[bytes..];
        }

        Watch(buffer.Span[..bytes]);
        return bytes;
    }

    // Looks at the first byte of each line only: lines of events start with "data", "event", "id", "retry" or a colon.
    private void Watch(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_isAtStart && bytes[0] is not ((byte)'\n' or (byte)'\r'))
            {
                _isForeign = IsForeign(bytes);
                _isAtStart = false;
            }

            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            if (_isForeign && _line.Count < LongestLine)
                _line.AddRange(end < 0 ? bytes : bytes[..end]);
            if (end < 0)
                return;
            EndLine();
            bytes = bytes[(end + 1)..];
        }
    }

    private static bool IsForeign(ReadOnlySpan<byte> line) =>
        line[0] is (byte)'{' or (byte)'[' or (byte)'<' || (line[0] == (byte)'e' && (line.Length < 2 || line[1] == (byte)'r'))
        || line[0] is not ((byte)'d' or (byte)'e' or (byte)'i' or (byte)'r' or (byte)':' or (byte)' ');

    private void EndLine()
    {
        if (_isForeign && _line.Count > 0)
            LastForeignLine = [.. _line];
        _line.Clear();
        _isForeign = false;
        _isAtStart = true;
    }
}
