using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Persona.Bench.Worker.Providers.Answers;

namespace Persona.Bench.Worker.Providers.Framing;

/// <summary>
/// Splits the body of an answer into messages, whatever its content type says: server-sent events, JSON values one after another, or
/// one JSON value. Stops at the answer's own end.
/// </summary>
/// <param name="format">Reads the messages.</param>
/// <param name="answer">Receives what they say.</param>
/// <param name="arrivals">The body as it arrives; <paramref name="body"/> reads from it.</param>
/// <param name="body">The body, decompressed.</param>
internal sealed class AnswerFraming(WireFormat format, Answer answer, ArrivalStream arrivals, Stream body)
{
    private const int ReadSize = 16 * 1024;

    private readonly List<AnswerEvent> _events = [];

    /// <summary>What the body is if it is no answer at all; empty if it is one.</summary>
    public string Foreign { get; private set; } = "";

    /// <param name="finished">Called when the model has finished and only counts and the end mark can follow.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="JsonException">A message is not JSON.</exception>
    /// <exception cref="ProviderFaultException">The connection was lost, or the answer is too long.</exception>
    public async Task ReadAsync(Action finished, CancellationToken cancellationToken)
    {
        var start = new byte[ReadSize];
        var length = await FirstAsync(start, cancellationToken);
        var text = Trimmed(start.AsSpan(0, length));
        if (text.IsEmpty)
            return;
        switch (text[0])
        {
            case (byte)'{' or (byte)'[':
                await ReadValuesAsync(start.AsMemory(length - text.Length, text.Length), finished, cancellationToken);
                break;
            case (byte)'<':
                Foreign = ProviderMessage.OfText(text);
                break;
            default:
                await ReadEventsAsync(start.AsMemory(0, length), finished, cancellationToken);
                break;
        }
    }

    // Blank lines and a byte order mark may come first, alone.
    private async Task<int> FirstAsync(byte[] start, CancellationToken cancellationToken)
    {
        var length = 0;
        while (length < start.Length && await body.ReadAsync(start.AsMemory(length), cancellationToken) is > 0 and var bytes)
        {
            length += bytes;
            if (!Trimmed(start.AsSpan(0, length)).IsEmpty)
                break;
        }

        return length;
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text)
    {
        var mark = "\ufeff"u8;
        return (text.StartsWith(mark) ? text[mark.Length..] : text).TrimStart(" \r\n\t"u8);
    }

    private async Task ReadEventsAsync(ReadOnlyMemory<byte> start, Action finished, CancellationToken cancellationToken)
    {
        var lines = new EventStream(start, body);
        var events = SseParser.Create(lines, (name, data) => ReadEvent(name, data));
        await foreach (var _ in events.EnumerateAsync(cancellationToken))
        {
            if (answer.IsEnded)
                return;
            if (answer.IsFinished)
                finished();
        }

        // Errors that are no events: "error: {…}" and bare JSON among the lines.
        if (!answer.IsEnded && !answer.IsFinished && lines.LastForeignLine is { } line)
            ReadForeign(line);
    }

    private bool ReadEvent(string name, ReadOnlySpan<byte> data)
    {
        var text = data.Trim(" \r\n\t"u8);
        if (text.IsEmpty)
            return false;
        if (text.SequenceEqual("[DONE]"u8))
        {
            _events.Clear();
            _events.Add(new(AnswerEventKind.End));
            Flush();
        }
        else if (text[0] is (byte)'{' or (byte)'[')
        {
            Read(text);
        }
        else if (name == "error" || text.StartsWith("error"u8))
        {
            Fail(ProviderMessage.OfText(text));
        }
        else if (name is not ("ping" or "heartbeat" or "keep-alive") && !IsKeepAlive(text))
        {
            throw new JsonException($"'{ProviderMessage.OfText(text)}' is not JSON");
        }

        return true;
    }

    private static bool IsKeepAlive(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("ping"u8) || text.SequenceEqual("heartbeat"u8) || text.SequenceEqual("keep-alive"u8) || text.SequenceEqual("keepalive"u8);

    private void ReadForeign(byte[] line)
    {
        var text = Trimmed(line);
        var prefix = "error:"u8;
        var isNamed = text.StartsWith(prefix);
        if (isNamed)
            text = text[prefix.Length..].TrimStart((byte)' ');
        if (text.StartsWith((byte)'{') || text.StartsWith((byte)'['))
            Read(text);
        else if (isNamed)
            Fail(ProviderMessage.OfText(text));
        else if (!answer.HasEvents)
            Foreign = ProviderMessage.OfText(text);
    }

    private void Fail(string words)
    {
        _events.Clear();
        _events.Add(AnswerEvent.Of(new ProviderError(null, [], words)));
        Flush();
    }

    private async Task ReadValuesAsync(ReadOnlyMemory<byte> start, Action finished, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(ReadSize);
        buffer.Write(start.Span);
        while (true)
        {
            Read(ref buffer);
            if (answer.IsEnded)
                return;
            if (answer.IsFinished)
                finished();
            var bytes = await body.ReadAsync(buffer.GetMemory(ReadSize), cancellationToken);
            if (bytes == 0)
                break;
            buffer.Advance(bytes);
        }

        if (!Trimmed(buffer.WrittenSpan).IsEmpty)
            Read(buffer.WrittenSpan);
    }

    // Reads the complete values, and keeps the beginning of the next.
    private void Read(ref ArrayBufferWriter<byte> buffer)
    {
        var rest = buffer.WrittenSpan;
        while (Trimmed(rest) is { IsEmpty: false } && !answer.IsEnded && WireJson.FirstValue(rest) is > 0 and var length)
        {
            Read(rest[..length]);
            rest = rest[length..];
        }

        if (rest.Length == buffer.WrittenCount)
            return;
        var next = new ArrayBufferWriter<byte>(Math.Max(ReadSize, rest.Length));
        next.Write(rest);
        buffer = next;
    }

    private void Read(ReadOnlySpan<byte> message)
    {
        WireJson.ReadValues(message, value =>
        {
            _events.Clear();
            format.Read(value, _events);
            Flush();
        });
    }

    private void Flush() => answer.Add(_events, arrivals.LastAt, arrivals.Bursts);
}
