using System.Text.Json;

namespace Persona.Bench.Worker.Inputs;

/// <summary>Interview notes: every element of the root array is an item, or of the arrays in the root object.</summary>
internal static class NotesJson
{
    public static IEnumerable<string> Split(InputFile file)
    {
        using var document = Parse(file);
        return [.. Elements(document.RootElement, file.Name).Select(Render)];
    }

    private static JsonDocument Parse(InputFile file)
    {
        try
        {
            return JsonDocument.Parse(file.Text);
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $", line {line + 1}" : "";
            throw new InputException($"{file.Name}{place}: not valid JSON; fix it there");
        }
    }

    private static IEnumerable<JsonElement> Elements(JsonElement root, string name)
    {
        IReadOnlyList<JsonElement> arrays = root.ValueKind switch
        {
            JsonValueKind.Array => [root],
            JsonValueKind.Object => [.. root.EnumerateObject().Select(member => member.Value).Where(value => value.ValueKind == JsonValueKind.Array)],
            _ => [],
        };
        return arrays.Count > 0
            ? arrays.SelectMany(array => array.EnumerateArray())
            : throw new InputException($"{name}, line 1: contains no array; expected an array of notes, or an object with one");
    }

    private static string Render(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? string.Join('\n', element.EnumerateObject()
            .Select(member => (member.Name, Text: Value(member.Value)))
            .Where(member => member.Text.Length > 0)
            .Select(member => $"{member.Name}: {member.Text}"))
        : Value(element);

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Value)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(member => $"{member.Name}: {Value(member.Value)}")),
        _ => value.GetRawText(),
    };
}
