using System.Text;
using System.Text.RegularExpressions;

namespace Persona.Bench.Worker.Providers;

/// <summary>Removes a key from text, even where a provider echoes only its beginning and end.</summary>
internal sealed partial class SecretRedactor(string? secret)
{
    private const string Mark = "[key]";
    private const int ShortestPiece = 6;
    private const int LongestDetail = 200;

    private readonly string _secret = secret ?? "";

    /// <summary>One line for the user: redacted first and truncated afterwards, so that truncation cannot leave half a key.</summary>
    public string Detail(string text)
    {
        var clean = Pieces(Masked().Replace(text, Mark));
        return clean.Length <= LongestDetail ? clean : string.Concat(clean.AsSpan(0, LongestDetail - 1).TrimEnd(), "…");
    }

    /// <summary>Replaces only occurrences of the whole key, in text that is otherwise kept unchanged.</summary>
    public string? Whole(string? text) =>
        text is not null && _secret.Length > 0 ? text.Replace(_secret, Mark, StringComparison.Ordinal) : text;

    private string Pieces(string text)
    {
        var shortest = Math.Min(ShortestPiece, _secret.Length);
        if (shortest == 0)
            return text;
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = SharedLength(text.AsSpan(at), shortest);
            clean.Append(length == 0 ? text.AsSpan(at, 1) : Mark);
            at += Math.Max(length, 1);
        }

        return clean.ToString();
    }

    private int SharedLength(ReadOnlySpan<char> text, int shortest)
    {
        var length = 0;
        for (var next = shortest; next <= text.Length && _secret.AsSpan().Contains(text[..next], StringComparison.Ordinal); next++)
            length = next;
        return length;
    }

    [GeneratedRegex(@"[\w\-.]{0,64}(?:\*{2,}|…|\.{3,})[\w\-]{1,64}|[\w\-]{1,64}\*{2,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Masked();
}
