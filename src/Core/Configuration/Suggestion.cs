namespace Persona.Bench.Core.Configuration;

/// <summary>Suggests the word that was probably meant.</summary>
public static class Suggestion
{
    /// <summary>
    /// The nearest candidate by Damerau-Levenshtein distance (insert, delete, replace, swap neighbours), if it is near enough to be
    /// a typo: up to one edit, or a third of the word. Or the only candidate that begins with the word. Null if there is none.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string[] known = [.. candidates];
        if (known.Where(candidate => word.Length > 1 && candidate.StartsWith(word, StringComparison.Ordinal)).Take(2).ToArray() is [var only])
        {
            return only;
        }

        var allowed = Math.Max(1, word.Length / 3);
        return known
            .Where(candidate => Math.Abs(candidate.Length - word.Length) <= allowed)
            .Select(candidate => (candidate, distance: Distance(Fold(word), Fold(candidate))))
            .Where(pair => pair.distance <= allowed)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>A hint for a message: the nearest candidate, or all of them.</summary>
    public static string Sentence(string word, IReadOnlyCollection<string> candidates) => Nearest(word, candidates) is { } nearest
        ? $"did you mean \"{nearest}\"?"
        : $"use one of {string.Join(", ", candidates)}";

    // camelCase and kebab-case are the usual typos for snake_case.
    private static string Fold(string word) => word.Replace('-', '_').ToLowerInvariant();

    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replaced, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
