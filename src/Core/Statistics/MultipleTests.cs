namespace Persona.Bench.Core.Statistics;

/// <summary>Decides which of several tests hold together.</summary>
internal static class MultipleTests
{
    /// <summary>Keeps the chance of any false positive at <paramref name="level"/> (Holm 1979).</summary>
    public static bool[] Holm(IReadOnlyList<double> pValues, double level)
    {
        var order = Ascending(pValues);
        var holds = new bool[pValues.Count];
        for (var i = 0; i < order.Length && pValues[order[i]] <= level / (order.Length - i); i++)
        {
            holds[order[i]] = true;
        }

        return holds;
    }

    /// <summary>Keeps the expected share of false positives among those that hold at <paramref name="level"/> (Benjamini and Hochberg 1995).</summary>
    public static bool[] BenjaminiHochberg(IReadOnlyList<double> pValues, double level)
    {
        var order = Ascending(pValues);
        var holds = new bool[pValues.Count];
        var last = order.Length - 1;
        while (last >= 0 && pValues[order[last]] > level * (last + 1) / order.Length)
        {
            last--;
        }

        for (; last >= 0; last--)
        {
            holds[order[last]] = true;
        }

        return holds;
    }

    private static int[] Ascending(IReadOnlyList<double> pValues) => [.. Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i])];
}
