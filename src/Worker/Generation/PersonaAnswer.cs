using System.Text.Json;

namespace Persona.Bench.Worker.Generation;

/// <summary>Counts the personas in an answer.</summary>
/// <param name="Returned">Personas in the answer.</param>
/// <param name="Valid">Personas that match the schema.</param>
public sealed record PersonaAnswer(int Returned, int Valid)
{
    /// <summary>Limit in characters, a hundred times the longest answer a model gives.</summary>
    internal const int LongestText = 8 * 1024 * 1024;

    private const int MostBlocks = 16;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>
    /// Parses an answer as Persona does: with or without <c>&lt;output&gt;</c> tags, in a fenced block, as plain JSON,
    /// or from the first brace to the last. A bare list of personas or a single persona is accepted too. What a model thought aloud
    /// before, up to the last <c>&lt;/think&gt;</c>, is no part of its answer; of several tagged blocks the last one that parses counts.
    /// </summary>
    /// <returns>Null when the text contains no JSON, or is longer or deeper than the limits.</returns>
    public static PersonaAnswer? Parse(string text)
    {
        if (text.Length > LongestText)
            return null;
        foreach (var candidate in Candidates(Answered(text)))
        {
            if (Read(candidate) is { } answer)
                return answer;
        }

        return null;
    }

    private static ReadOnlyMemory<char> Answered(string text)
    {
        const string Thought = "</think>";
        var end = text.LastIndexOf(Thought, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? text.AsMemory() : text.AsMemory(end + Thought.Length);
    }

    private static IEnumerable<ReadOnlyMemory<char>> Candidates(ReadOnlyMemory<char> text)
    {
        foreach (var tagged in Tagged(text))
        {
            foreach (var candidate in Wrapped(tagged))
                yield return candidate;
        }

        foreach (var candidate in Wrapped(text))
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

    // The last block first. A block ends at its closing tag, or else at the last one: the text of a persona may hold such a tag.
    private static IEnumerable<ReadOnlyMemory<char>> Tagged(ReadOnlyMemory<char> text)
    {
        const string Open = "<output>";
        const string Close = "</output>";
        var tried = 0;
        for (var start = LastIndexOf(text, Open); start >= 0 && tried < MostBlocks; start = LastIndexOf(text[..start], Open), tried++)
        {
            var inside = text[(start + Open.Length)..];
            var (first, last) = (IndexOf(inside, Close), LastIndexOf(inside, Close));
            yield return first < 0 ? inside : inside[..first];
            if (last > first)
                yield return inside[..last];
        }
    }

    private static int IndexOf(ReadOnlyMemory<char> text, string part) => text.Span.IndexOf(part, StringComparison.OrdinalIgnoreCase);

    private static int LastIndexOf(ReadOnlyMemory<char> text, string part) => text.Span.LastIndexOf(part, StringComparison.OrdinalIgnoreCase);

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
