using System.Text;
using System.Text.Json;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Worker.Providers;

/// <summary>Extracts the provider's own message from an error body, as one line.</summary>
internal static class ProviderMessage
{
    // Long enough that redaction and truncation, which come last, see whole keys.
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

    public static string OneLine(string text) => Printable.Collapse(text, Longest);

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
