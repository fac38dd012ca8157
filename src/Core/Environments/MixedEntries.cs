using System.Globalization;

namespace Persona.Bench.Core.Environments;

/// <summary>The <c>environment</c> blocks of several workers of one fingerprint as one.</summary>
public static class MixedEntries
{
    private const string None = "none";

    /// <summary>Memory is read from the running system and is never twice the same.</summary>
    private const double SameMemory = 0.05;

    /// <summary>
    /// What is the same everywhere stands as it is. What differs is a list, <c>eu-west-1, us-east-1</c>, in the order of the
    /// workers; who does not have it has <c>none</c>.
    /// </summary>
    /// <param name="workers">The most important first; its order is the order of the entries.</param>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyList<IReadOnlyDictionary<string, string>> workers)
    {
        var mixed = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in KeysOf(workers))
        {
            mixed.Add(key, string.Join(", ", Values(key, workers)));
        }

        return mixed;
    }

    /// <summary>The names of what is not the same everywhere.</summary>
    public static IReadOnlyList<string> Differing(IReadOnlyList<IReadOnlyDictionary<string, string>> workers) =>
        [.. KeysOf(workers).Where(key => Values(key, workers).Length > 1)];

    private static IEnumerable<string> KeysOf(IReadOnlyList<IReadOnlyDictionary<string, string>> workers) =>
        workers.SelectMany(worker => worker.Keys).Distinct(StringComparer.Ordinal);

    private static string[] Values(string key, IReadOnlyList<IReadOnlyDictionary<string, string>> workers)
    {
        string[] values = [.. workers.Select(worker => worker.GetValueOrDefault(key, None)).Distinct(StringComparer.Ordinal)];
        return key switch
        {
            // Two spellings of a model that are one in the fingerprint.
            "cpu" when values.Select(FingerprintHash.CpuModel).Distinct(StringComparer.Ordinal).Count() == 1 => values[..1],
            "memory_gb" when AreSameMemory(values) => values[..1],
            _ => values,
        };
    }

    private static bool AreSameMemory(string[] values)
    {
        double[] known = [.. values.Select(value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) ? size : double.NaN)];
        return Array.TrueForAll(known, double.IsFinite) && known.Max() - known.Min() <= SameMemory * known.Max();
    }
}
