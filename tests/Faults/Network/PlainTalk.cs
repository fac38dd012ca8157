using System.Text;

namespace Persona.Bench.Faults.Network;

/// <summary>Plain text. A text split over two packets is recognised with the second.</summary>
internal sealed class PlainTalk : ITalk
{
    private const int LongestWord = 64;
    private string _tail = "";

    public IReadOnlyList<string> Hear(ReadOnlySpan<byte> bytes)
    {
        var text = _tail + Encoding.Latin1.GetString(bytes);
        _tail = text.Length > LongestWord ? text[^LongestWord..] : text;
        return [text];
    }
}
