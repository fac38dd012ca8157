using System.Text.Json;

namespace Persona.Bench.Worker.Generation;

/// <summary>Counts the personas in an answer.</summary>
/// <param name="Returned">Personas in the answer.</param>
/// <param name="Valid">Personas that match the schema.</param>
public sealed record PersonaAnswer(int Returned, int Valid)
{
    /// <summary>Limit in characters, a hundred times the longest answer a model gives.</summary>
    internal const int LongestText = 8 * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>
    /// Parses an answer as Persona does: with or without <c>&lt;output&gt;</c> tags, in a fenced block, as plain JSON,
    /// or from the first brace to the last. A bare list of personas or a single persona is accepted too.
    /// </summary>
    /// <returns>Null when the text contains no JSON, or is longer or deeper than the limits.</returns>
    public static PersonaAnswer? Parse(string text)
    {
        if (text.Length > LongestText)
            return null;
        foreach (var candidate in Candidates(text))
        {
            if (Read(candidate) is { } answer)
                return answer;
        }

        return null;
    }

    private static IEnumerable<ReadOnlyMemory<char>> Candidates(string text)
    {
        if (Tagged(text) is { } tagged)
        {
            foreach (var candidate in Wrapped(tagged))
                yield return candidate;
        }

        foreach (var candidate in Wrapped(text.AsMemory()))
            yield return candidate;
    }

    private static IEnumerable<ReadOnlyMemory<char>> Wrapped(ReadOnlyMemory<char> text)
    {
        yield return text;
        if (Fenced(text) is { } fenced)
            yield return fenced;
        if (Between(text, '{', '}') is { } braces)
            yield return braces;
        if (Between(text, '[', ']') is { } brackets)
            yield return brackets;
    }

    private static ReadOnlyMemory<char>? Tagged(string text)
    {
        const string Open = "<output>";
        var start = text.IndexOf(Open, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        start += Open.Length;
        var end = text.LastIndexOf("</output>", StringComparison.OrdinalIgnoreCase);
        return text.AsMemory()[start..(end < start ? text.Length : end)];
    }

    private static ReadOnlyMemory<char>? Fenced(ReadOnlyMemory<char> text)
    {
        const string Fence = "```";
        var start = text.Span.IndexOf(Fence);
        if (start < 0)
            return null;
        var inside = text[(start + Fence.Length)..];

        // The rest of the opening line names the language.
        var firstLine = inside.Span.IndexOf('\n');
        if (firstLine < 0)
            return null;
        inside = inside[(firstLine + 1)..];
        var end = inside.Span.IndexOf(Fence);
        return end < 0 ? inside : inside[..end];
    }

    private static ReadOnlyMemory<char>? Between(ReadOnlyMemory<char> text, char open, char close)
    {
        var start = text.Span.IndexOf(open);
        var end = text.Span.LastIndexOf(close);
        return start >= 0 && end > start ? text[start..(end + 1)] : null;
    }

    private static PersonaAnswer? Read(ReadOnlyMemory<char> json)
    {
        var trimmed = json.Trim();
        if (trimmed.IsEmpty || trimmed.Span[0] is not ('{' or '['))
            return null;
        try
        {
            using var document = JsonDocument.Parse(trimmed, Options);
            return Count(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // The latter two come from lone surrogates, in the text or escaped.
            return null;
        }
    }

    private static PersonaAnswer Count(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => CountList(root),
        _ when root.TryGetProperty("personas", out var personas) => personas.ValueKind is JsonValueKind.Array ? CountList(personas) : new(0, 0),
        _ when root.TryGetProperty("name", out _) => new(1, PersonaSchema.Matches(root) ? 1 : 0),
        _ => new(0, 0),
    };

    private static PersonaAnswer CountList(JsonElement list)
    {
        var valid = 0;
        foreach (var persona in list.EnumerateArray())
        {
            if (PersonaSchema.Matches(persona))
                valid++;
        }

        return new(list.GetArrayLength(), valid);
    }
}
