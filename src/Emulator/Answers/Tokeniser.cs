using System.Text.RegularExpressions;

namespace Persona.Bench.Emulator.Answers;

/// <summary>
/// Splits text into the emulated models' tokens: up to 12 letters or digits with the space before them, a run of up to 4 other
/// characters, or a run of white space. The tokens need not match a real vocabulary, but they concatenate to the text, and the
/// same text always has the same count.
/// </summary>
internal static partial class Tokeniser
{
    public static string[] Split(string text)
    {
        var tokens = new List<string>(text.Length / 4);
        foreach (var match in Token().EnumerateMatches(text))
        {
            tokens.Add(text.Substring(match.Index, match.Length));
        }

        return [.. tokens];
    }

    public static int Count(string text) => Token().Count(text);

    // A surrogate pair stays whole: half of one is not valid UTF-8.
    [GeneratedRegex(@" ?[\p{L}\p{N}]{1,12}|(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\s\p{L}\p{N}]){1,4}|\s+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Token();
}
