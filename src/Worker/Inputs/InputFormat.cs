namespace Persona.Bench.Worker.Inputs;

/// <summary>Splits the files that Persona reads into items, by file type.</summary>
internal static class InputFormat
{
    public static IEnumerable<string> Split(InputFile file)
    {
        var items = file.Extension switch
        {
            ".csv" => SurveyCsv.Split(file),
            ".json" => NotesJson.Split(file),
            ".md" => MarkdownSections.Split(file.Text),
            ".txt" => Paragraphs(file.Text),
            _ => throw new InputException($"{file.Name}: unknown file type '{file.Extension}'; use csv, json, md or txt"),
        };
        return items.Select(Tidy).Where(item => item.Length > 0);
    }

    private static IEnumerable<string> Paragraphs(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n').Append(""))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Add(line);
            }
            else if (lines.Count > 0)
            {
                yield return string.Join('\n', lines);
                lines.Clear();
            }
        }
    }

    // Values may contain their own line ends, escaped in JSON or quoted in CSV.
    private static string Tidy(string item) => string.Join(
        '\n',
        item.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n').Select(line => line.TrimEnd())).Trim();
}
