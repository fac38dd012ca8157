namespace Persona.Bench.Worker.Inputs;

/// <summary>Interview transcripts: every <c>##</c> or <c>###</c> heading is an item, with the text below it.</summary>
internal static class MarkdownSections
{
    /// <summary>A document without such headings is one item. Headings without text, and text before the first heading, are skipped.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var sections = Sections(text.Split('\n'));
        if (sections.Count == 0)
            return [text];
        return sections.Where(section => section.Body.Any(line => !string.IsNullOrWhiteSpace(line)))
            .Select(section => $"{section.Heading}\n{string.Join('\n', section.Body).Trim('\n')}");
    }

    private static List<Section> Sections(string[] lines)
    {
        var sections = new List<Section>();
        var fenced = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            if (!fenced && Heading(line) is { } heading)
                sections.Add(new Section(heading, []));
            else if (sections.Count > 0)
                sections[^1].Body.Add(line);
        }

        return sections;
    }

    private static string? Heading(string line)
    {
        var level = line.AsSpan().IndexOfAnyExcept('#');
        return level is 2 or 3 && line[level] is ' ' or '\t' ? line[level..].Trim() : null;
    }

    private sealed record Section(string Heading, List<string> Body);
}
