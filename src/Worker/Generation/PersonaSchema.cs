using System.Text.Json;

namespace Persona.Bench.Worker.Generation;

/// <summary>
/// Defines a valid persona; <c>docs/schemas/persona.schema.json</c> is the published equivalent. Texts need a visible
/// character. Goals and pain points must not be empty, because such a persona is useless; behaviours and quotes may be.
/// </summary>
internal static class PersonaSchema
{
    private static readonly string[] Texts = ["id", "name"];
    private static readonly string[] Demographics = ["age_range", "occupation", "location"];
    private static readonly string[] FilledLists = ["goals", "pain_points"];
    private static readonly string[] Lists = ["behaviours", "quotes"];

    // Other spellings that models use and Persona accepts.
    private static readonly Dictionary<string, string> Aliases =
        new(StringComparer.Ordinal) { ["pain_points"] = "painPoints", ["behaviours"] = "behaviors" };

    public static bool Matches(JsonElement persona) =>
        persona.ValueKind is JsonValueKind.Object
        && Array.TrueForAll(Texts, name => HasText(persona, name))
        && Field(persona, "demographics") is { ValueKind: JsonValueKind.Object } demographics
        && Array.TrueForAll(Demographics, name => HasText(demographics, name))
        && Array.TrueForAll(FilledLists, name => HasTexts(persona, name, least: 1))
        && Array.TrueForAll(Lists, name => HasTexts(persona, name, least: 0));

    private static JsonElement? Field(JsonElement element, string name)
    {
        if (element.TryGetProperty(name, out var value))
            return value;
        return Aliases.TryGetValue(name, out var alias) && element.TryGetProperty(alias, out value) ? value : null;
    }

    private static bool HasText(JsonElement element, string name) => Field(element, name) is { } value && IsText(value);

    private static bool HasTexts(JsonElement element, string name, int least)
    {
        if (Field(element, name) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() < least)
            return false;
        foreach (var item in list.EnumerateArray())
        {
            if (!IsText(item))
                return false;
        }

        return true;
    }

    private static bool IsText(JsonElement value) =>
        value.ValueKind is JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString());
}
