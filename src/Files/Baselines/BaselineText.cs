using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Persona.Bench.Files.Baselines;

/// <summary>Formats text for baseline files.</summary>
internal static partial class BaselineText
{
    /// <summary>Plain if it can be read only as this text, otherwise quoted.</summary>
    public static string Plain(string text) => SafePlain().IsMatch(text) && !Resolves().IsMatch(text) ? text : Quoted(text);

    /// <summary>Between double quotes, on one line. Control characters, which no reader accepts, become spaces.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes()) Append(quoted, rune);
        return quoted.Append('"').ToString();
    }

    public static string Timestamp(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder quoted, Rune rune)
    {
        if (rune.Value is '"' or '\\') quoted.Append('\\').Append(rune);
        else if (rune.Value == '\n') quoted.Append("\\n");
        else if (rune.Value == '\t') quoted.Append("\\t");
        else if (Rune.IsControl(rune)) quoted.Append(' ');
        else if (IsPrintable(rune)) quoted.Append(rune);
        else quoted.Append(rune.IsBmp ? $"\\u{rune.Value:X4}" : $"\\U{rune.Value:X8}");
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);

    // A colon is allowed inside, but not at the end or before a space. Allowing no spaces at all keeps it simple.
    [GeneratedRegex(@"^[A-Za-z0-9_./][A-Za-z0-9_./@+\-]*(:[A-Za-z0-9_./@+\-]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SafePlain();

    // What YAML 1.1 or 1.2 readers parse as a number, a date, a sexagesimal number, a Boolean or null.
    [GeneratedRegex(@"^([-+.0-9][0-9_.,:eExXoOa-fA-F+\-]*([TtZz][0-9:.Zz+\-]*)?|\.(inf|nan)|~|null|true|false|yes|no|on|off|y|n)\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Resolves();
}
