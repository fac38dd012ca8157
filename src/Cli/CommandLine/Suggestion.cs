namespace Persona.Bench.Cli.CommandLine;

/// <summary>The known word that a mistyped one was probably meant to be.</summary>
internal static class Suggestion
{
    /// <summary>Null when nothing is near: at most two edits, or a third of the word, away, or the word is the start of just one.</summary>
    public static string? For(string word, IEnumerable<string> known)
    {
        var candidates = known.ToArray();
        string[] longer = [.. candidates.Where(name => word.Length > 1 && name.StartsWith(word, StringComparison.Ordinal))];
        if (longer is [var only])
        {
            return only;
        }

        var nearest = candidates
            .Select(name => (Name: name, Distance: Distance(word, name)))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Min(2, Math.Max(1, word.Length / 3)) ? nearest.Name : null;
    }

    /// <summary>Edits between two words, a swap of neighbours counted as one (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Cheapest(cost, a, b, i, j);
            }
        }

        return cost[a.Length, b.Length];
    }

    private static int Cheapest(int[,] cost, string a, string b, int i, int j)
    {
        var replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var best = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
    }
}
