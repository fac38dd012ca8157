using System.Text.Json;

namespace Persona.Bench.Emulator.WireFormats;

/// <summary>Reads what a request must or may hold; says in the message what is missing.</summary>
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

    /// <summary>A token limit: null where it is absent.</summary>
    public static int? Limit(this JsonElement body, string name) =>
        !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var limit) ? limit
        : throw new BadRequestException($"{name}: a whole number is required");

    public static JsonElement? Section(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>The text of <c>messages[].content</c>, where the content is a string or parts with a <c>text</c>.</summary>
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
