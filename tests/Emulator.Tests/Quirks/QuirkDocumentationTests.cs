using System.Text;

namespace Persona.Bench.Emulator.Tests.Quirks;

public sealed class QuirkDocumentationTests
{
    private const string Start = "<!-- quirks -->\n";
    private const string End = "<!-- end of quirks -->";

    private static string File { get; } = Path.Combine(Root(), "docs", "emulator.md");

    /// <summary>With <c>PERSONA_APPROVE=1</c> in the environment, the table is written.</summary>
    [Fact]
    public void Every_quirk_is_documented()
    {
        var text = System.IO.File.ReadAllText(File);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("PERSONA_APPROVE") == "1")
        {
            System.IO.File.WriteAllText(File, text[..start] + Table() + text[end..]);
            return;
        }

        text[start..end].ShouldBe(Table());
    }

    private static string Table()
    {
        var table = new StringBuilder("| name | formats | what the server does |\n|---|---|---|\n");
        foreach (var quirk in EmulatedProvider.Quirks)
        {
            var formats = quirk.Formats.Count == 4 ? "all" : string.Join(", ", quirk.Formats);
            var description = quirk.Description.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
            table.Append($"| `{quirk.Name}` | {formats} | {description} |\n");
        }

        return table.ToString();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Persona.Bench.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not in a clone");
        }

        return folder;
    }
}
