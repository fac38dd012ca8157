using System.Buffers.Binary;
using System.Text;

namespace Persona.Bench.Faults.Network;

/// <summary>
/// The text of each statement that a client executes, even where only the name of a prepared statement crosses the wire.
/// Protocol version 3, without encryption.
/// </summary>
internal sealed class PostgresTalk : ITalk
{
    private const int StartupMessage = 196_608;
    private readonly Dictionary<string, string> _prepared = [];
    private byte[] _pending = [];
    private bool _started;

    public IReadOnlyList<string> Hear(ReadOnlySpan<byte> bytes)
    {
        var heard = new List<string>();
        byte[] all = [.. _pending, .. bytes];
        var position = 0;
        while (Next(all.AsSpan(position)) is var length and > 0)
        {
            Read(all.AsSpan(position, length), heard);
            position += length;
        }

        _pending = all[position..];
        return heard;
    }

    /// <returns>The length of the first message, or 0 if it is incomplete.</returns>
    private int Next(ReadOnlySpan<byte> bytes)
    {
        var type = _started ? 1 : 0;
        if (bytes.Length < type + 4)
        {
            return 0;
        }

        var length = type + BinaryPrimitives.ReadInt32BigEndian(bytes[type..]);
        return bytes.Length < length ? 0 : length;
    }

    private void Read(ReadOnlySpan<byte> message, List<string> heard)
    {
        if (!_started)
        {
            // Preceded by requests for encryption, which the server declines.
            _started = BinaryPrimitives.ReadInt32BigEndian(message[4..]) == StartupMessage;
            return;
        }

        var texts = message[5..];
        switch ((char)message[0])
        {
            case 'Q':
                heard.Add(Text(ref texts));
                break;
            case 'P':
                _prepared[Text(ref texts)] = Text(ref texts);
                break;
            case 'B':
                Text(ref texts);
                heard.Add(_prepared.GetValueOrDefault(Text(ref texts), ""));
                break;
            default:
                break;
        }
    }

    private static string Text(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(bytes[..end]);
        bytes = bytes[(end + 1)..];
        return text;
    }
}
