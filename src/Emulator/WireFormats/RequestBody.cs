using System.Text.Json;

namespace Persona.Bench.Emulator.WireFormats;

/// <summary>Reads required and optional fields of a request; error messages name the field.</summary>
internal static class RequestBody
{
    public static string RequiredText(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw new BadRequestException($"{name}: a non-empty string is required");

    public static JsonElement RequiredArray(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            ? value
            : throw new BadRequestException($"{name}: a non-empty array is required");

    public static bool? Flag(this JsonElement body, string name) =>
        !body.TryGetProperty(name, out var value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            _ => throw new BadRequestException($"{name}: a boolean is required"),
        };

    /// <summary>An optional whole number, such as a token limit; null if absent.</summary>
    public static int? Limit(this JsonElement body, string name) =>
        !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var limit) ? limit
        : throw new BadRequestException($"{name}: a whole number is required");

    public static JsonElement? Section(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>The text of <c>messages[].content</c>, whose content is a string or an array of parts with a <c>text</c>.</summary>
    public static string MessagesText(this JsonElement body) =>
        string.Join('\n', body.RequiredArray("messages").EnumerateArray().SelectMany(message => Content(Object(message, "messages"))));

    public static IEnumerable<string> PartsText(JsonElement parts) =>
        parts.EnumerateArray()
            .Where(part => part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
            .Select(part => part.GetProperty("text").GetString()!);

    public static JsonElement Object(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object ? element : throw new BadRequestException($"{name}: an object is required");

    private static IEnumerable<string> Content(JsonElement message) =>
        !message.TryGetProperty("content", out var content) ? []
        : content.ValueKind switch
        {
            JsonValueKind.String => [content.GetString()!],
            JsonValueKind.Array => PartsText(content),
            _ => [],
        };
}
