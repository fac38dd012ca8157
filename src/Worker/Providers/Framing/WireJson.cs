using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Persona.Bench.Worker.Providers.Framing;

/// <summary>Parses the JSON of a message, which may hold text that is not valid Unicode: halves of characters become U+FFFD.</summary>
internal static class WireJson
{
    private const string Replacement = @"\ufffd";
    private const int EscapeLength = 6;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64, AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Calls <paramref name="read"/> with each JSON value of a message; a message should hold one.</summary>
    /// <exception cref="JsonException">The message is not JSON.</exception>
    public static void ReadValues(ReadOnlySpan<byte> message, Action<JsonElement> read)
    {
        var json = new Utf8JsonReader(IsClean(message) ? message : Cleaned(message), Options);
        while (json.Read())
        {
            using var value = JsonDocument.ParseValue(ref json);
            read(value.RootElement);
        }
    }

    /// <summary>The length of the whitespace and of the first complete value in <paramref name="start"/>; 0 if it is not complete yet.</summary>
    /// <exception cref="JsonException">What has arrived is not JSON.</exception>
    public static int FirstValue(ReadOnlySpan<byte> start)
    {
        var json = new Utf8JsonReader(start, isFinalBlock: false, new JsonReaderState(Options));
        return json.Read() && json.TrySkip() ? (int)json.BytesConsumed : 0;
    }

    /// <summary>The message as text that can be parsed, whatever its bytes.</summary>
    private static byte[] Cleaned(ReadOnlySpan<byte> message)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(message));
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
                continue;
            if (Escaped(text, at) is not { } character)
            {
                // Another escape, perhaps of a backslash.
                at++;
            }
            else if (char.IsHighSurrogate(character) && Escaped(text, at + EscapeLength) is { } next && char.IsLowSurrogate(next))
            {
                at += (2 * EscapeLength) - 1;
            }
            else
            {
                if (char.IsSurrogate(character))
                    text.Remove(at, EscapeLength).Insert(at, Replacement);
                at += EscapeLength - 1;
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // An escaped surrogate is rare enough that looking at each closely costs nothing.
    private static bool IsClean(ReadOnlySpan<byte> message) => Utf8.IsValid(message) && message.IndexOf(@"\ud"u8) < 0 && message.IndexOf(@"\uD"u8) < 0;

    /// <summary>The character that a <c>\uXXXX</c> at this place stands for; null if there is none.</summary>
    private static char? Escaped(StringBuilder text, int at) =>
        at + EscapeLength <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
        && ushort.TryParse(text.ToString(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
