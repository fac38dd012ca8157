using System.Text;
using System.Text.Json;

namespace Persona.Bench.Worker.Providers;

/// <summary>The provider's own words out of an error's body, as one line.</summary>
internal static class ProviderMessage
{
    // Long enough that redaction and cutting, which come last, see whole keys.
    private const int Longest = 2_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public static string Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return OneLine(Words(document.RootElement) ?? "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var text = OneLine(Encoding.UTF8.GetString(body.Span));
            return text.StartsWith('<') ? "" : text;
        }
    }

    /// <summary>Control characters and line breaks become single blanks.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var character in text)
        {
            if (line.Length >= Longest)
                break;
            var isBlank = char.IsWhiteSpace(character) || char.IsControl(character);
            if (!isBlank)
                line.Append(character);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }

        return line.ToString().TrimEnd();
    }

    // {"error":{"message":…}}, {"error":"…"}, {"message":…}, and Gemini's [{"error":{…}}].
    internal static string? Words(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array when element.GetArrayLength() > 0 => Words(element[0]),
        JsonValueKind.Object when element.TryGetProperty("error", out var error) => Words(error),
        JsonValueKind.Object when element.TryGetProperty("message", out var message) => Words(message),
        JsonValueKind.Object when element.TryGetProperty("detail", out var detail) => Words(detail),
        _ => null,
    };
}
