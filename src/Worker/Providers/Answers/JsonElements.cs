using System.Text.Json;

namespace Persona.Bench.Worker.Providers.Answers;

/// <summary>Reads JSON that may have any shape: what is missing, null or of another type is null.</summary>
internal static class JsonElements
{
    /// <summary>Counts above this are errors of the server; it also keeps sums in range.</summary>
    private const double MostTokens = 1e12;

    /// <summary>A property that is neither missing nor null; null if this is no object.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    public static string? Text(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A whole number of at least 0, written in any way: <c>12</c>, <c>12.0</c>, <c>"12"</c>.</summary>
    public static long? Count(this JsonElement element, string name) => element.Find(name)?.Count();

    /// <inheritdoc cref="Count(JsonElement, string)"/>
    public static long? Count(this JsonElement value)
    {
        var number = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var plain) => plain,
            JsonValueKind.String when double.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var quoted) => quoted,
            _ => -1,
        };
        return number is >= 0 and <= MostTokens ? (long)Math.Round(number) : null;
    }

    /// <summary>The elements of a list; a single object counts as a list of one, anything else as empty.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) => element.Find(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } single => [single],
        _ => [],
    };

    public static bool IsTrue(this JsonElement element, string name) => element.Find(name) is { ValueKind: JsonValueKind.True };
}
