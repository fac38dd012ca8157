using System.Text;
using System.Text.RegularExpressions;

namespace Persona.Bench.Worker.Providers;

/// <summary>Removes secrets from text, even where a provider echoes only the beginning and end of one.</summary>
internal sealed partial class SecretRedactor
{
    private const string Mark = "[key]";
    private const int ShortestPiece = 6;
    private const int LongestDetail = 200;

    private readonly string[] _secrets;

    // Longer ones first: they may contain others.
    public SecretRedactor(IEnumerable<string> secrets) =>
        _secrets = [.. secrets.Where(secret => secret.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];

    /// <summary>One line for the user: redacted first and truncated afterwards, so that truncation cannot leave half a key.</summary>
    public string Detail(string text)
    {
        var clean = Masked().Replace(text, Mark);
        foreach (var secret in _secrets)
            clean = WithoutPieces(clean, secret);
        return clean.Length <= LongestDetail ? clean : string.Concat(clean.AsSpan(0, LongestDetail - 1).TrimEnd(), "…");
    }

    /// <summary>Replaces only occurrences of a whole secret, in text that is otherwise kept unchanged.</summary>
    public string? Whole(string? text)
    {
        foreach (var secret in _secrets)
            text = text?.Replace(secret, Mark, StringComparison.Ordinal);
        return text;
    }

    private static string WithoutPieces(string text, string secret)
    {
        var shortest = Math.Min(ShortestPiece, secret.Length);
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = SharedLength(text.AsSpan(at), secret, shortest);
            clean.Append(length == 0 ? text.AsSpan(at, 1) : Mark);
            at += Math.Max(length, 1);
        }

        return clean.ToString();
    }

    private static int SharedLength(ReadOnlySpan<char> text, string secret, int shortest)
    {
        var length = 0;
        for (var next = shortest; next <= text.Length && secret.AsSpan().Contains(text[..next], StringComparison.Ordinal); next++)
            length = next;
        return length;
    }

    [GeneratedRegex(@"[\w\-.]{0,64}(?:\*{2,}|…|\.{3,})[\w\-]{1,64}|[\w\-]{1,64}\*{2,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Masked();
}
