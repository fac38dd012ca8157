using System.Text;

namespace Persona.Bench.Core.Configuration;

/// <summary>Makes text from a file or an option fit for a one-line message: short, and without control characters.</summary>
public static class Printable
{
    /// <summary>On one line, with control and format characters as <c>\u001b</c>, truncated to <paramref name="length"/> characters.</summary>
    public static string Line(string text, int length = 80)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= length) return line.Append('…').ToString();
            Append(line, rune);
        }

        return line.ToString();
    }

    /// <summary>Collapses control characters and white space to single spaces, and truncates to <paramref name="length"/> characters.</summary>
    public static string Collapse(string text, int length = int.MaxValue)
    {
        var line = new StringBuilder(Math.Min(text.Length, length));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= length) break;
            if (!Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune)) line.Append(rune.ToString());
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>As <see cref="Line"/>, between double quotes.</summary>
    public static string Quoted(string text) => $"\"{Line(text)}\"";

    private static void Append(StringBuilder line, Rune rune)
    {
        if (rune.Value == '\n') line.Append("\\n");
        else if (rune.Value == '\t') line.Append("\\t");
        else if (IsHidden(rune)) line.Append($"\\u{rune.Value:x4}");
        else line.Append(rune.ToString());
    }

    // Format characters reorder or hide text on a terminal (bidirectional overrides, zero-width joiners).
    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is System.Globalization.UnicodeCategory.Control
        or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator
        or System.Globalization.UnicodeCategory.Surrogate;
}
