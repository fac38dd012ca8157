using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Persona.Bench.Storage.Sql;

/// <summary>
/// Text that every database can store. PostgreSQL accepts neither U+0000 nor half a surrogate pair. A model may answer with either, and
/// one such character would keep its measurement, and all recorded with it, out of the store.
/// </summary>
internal static class StorableText
{
    /// <returns>The text with U+FFFD for each character that cannot be stored; usually the text itself.</returns>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Sanitize(string? text) =>
        text is null || (!text.Contains('\0') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) ? text : Cleaned(text);

    private static string Cleaned(string text)
    {
        var cleaned = new StringBuilder(text.Length);
        // Half a pair becomes the replacement character.
        foreach (var character in text.EnumerateRunes())
        {
            cleaned.Append((character.Value == 0 ? Rune.ReplacementChar : character).ToString());
        }

        return cleaned.ToString();
    }
}
