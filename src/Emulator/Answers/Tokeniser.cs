using System.Text.RegularExpressions;

namespace Persona.Bench.Emulator.Answers;

/// <summary>
/// The emulated models' tokens: a word of up to 12 letters or digits with the space before it, a run of up to 4 other
/// characters, or a run of white space. Coarser or finer than a real vocabulary does not matter; that the pieces put together
/// are the text, and that the same text always has the same count, does.
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

    // A surrogate pair stays whole: half of one is no valid UTF-8.
    [GeneratedRegex(@" ?[\p{L}\p{N}]{1,12}|(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\s\p{L}\p{N}]){1,4}|\s+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Token();
}
