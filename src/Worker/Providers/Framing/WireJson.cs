using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Persona.Bench.Worker.Providers.Framing;

/// <summary>Parses the JSON of a message, which may hold text that is not valid Unicode: halves of characters become U+FFFD.</summary>
internal static partial class WireJson
{
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
    public static byte[] Cleaned(ReadOnlySpan<byte> message) =>
        Encoding.UTF8.GetBytes(LoneSurrogate().Replace(Encoding.UTF8.GetString(message), @"\ufffd"));

    // An escaped surrogate is rare enough that looking at each closely costs nothing.
    private static bool IsClean(ReadOnlySpan<byte> message) => Utf8.IsValid(message) && message.IndexOf(@"\ud"u8) < 0 && message.IndexOf(@"\uD"u8) < 0;

    // A half of a pair without the other; an escaped backslash before the u is no escape.
    [GeneratedRegex(
        @"(?<=(?<!\\)(?:\\\\)*)(?:\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex LoneSurrogate();
}
