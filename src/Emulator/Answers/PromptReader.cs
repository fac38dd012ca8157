using System.Globalization;
using System.Text.RegularExpressions;

namespace Persona.Bench.Emulator.Answers;

/// <summary>Reads from the prompt how many personas are wanted.</summary>
internal static partial class PromptReader
{
    private const int Most = 200;

    /// <summary>The first number before "distinct" or "persona(s)"; 1 if there is none.</summary>
    public static int PersonasWanted(string prompt)
    {
        var match = Wanted().Match(prompt);
        return match.Success ? Math.Min(Most, int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture)) : 1;
    }

    [GeneratedRegex(
        @"\b(?<count>[0-9]{1,4})\s+(?:distinct\b|(?:[\p{L}-]+\s+){0,3}?personas?\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        2000)]
    private static partial Regex Wanted();
}
