using System.Text;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Documents.Formats.Markdown;

/// <summary>Escapes foreign text in a Markdown document, so that nothing in it is read as markup, a tag or a mention.</summary>
internal static class MarkdownText
{
    private const string Marks = "\\`*_{}[]|~$^";
    private const int Longest = 2000;

    public static string Escape(string text)
    {
        var line = Printable.Line(text, Longest);
        var escaped = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            escaped.Append(line[i] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                // A backslash does not stop GitHub from linking a person or an issue; a comment in between does.
                '@' or '#' => $"{line[i]}<!-- -->",
                '_' when IsInsideWord(line, i) => "_",
                var mark when Marks.Contains(mark, StringComparison.Ordinal) => $"\\{mark}",
                var other => $"{other}",
            });
        }

        return escaped.ToString();
    }

    /// <summary>As code, where only a backtick and, in a table, a pipe are special.</summary>
    public static string Code(string text) =>
        $"`{Printable.Line(text, Longest).Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static bool IsInsideWord(string line, int at) =>
        at > 0 && at < line.Length - 1 && char.IsAsciiLetterOrDigit(line[at - 1]) && char.IsAsciiLetterOrDigit(line[at + 1]);
}
