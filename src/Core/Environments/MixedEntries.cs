using System.Globalization;

namespace Persona.Bench.Core.Environments;

/// <summary>Merges the <c>environment</c> blocks of several workers with the same fingerprint.</summary>
public static class MixedEntries
{
    private const string None = "none";

    /// <summary>Memory is read from the running system and varies from reading to reading.</summary>
    private const double SameMemory = 0.05;

    /// <summary>
    /// Equal values are kept as they are. Differing values become a list, <c>eu-west-1, us-east-1</c>, in the order of the
    /// workers, with <c>none</c> for a worker that has no value.
    /// </summary>
    /// <param name="workers">The most important first; it determines the order of the entries.</param>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyList<IReadOnlyDictionary<string, string>> workers)
    {
        var mixed = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in KeysOf(workers))
        {
            mixed.Add(key, string.Join(", ", Values(key, workers)));
        }

        return mixed;
    }

    /// <summary>The names of the entries that are not the same everywhere.</summary>
    public static IReadOnlyList<string> Differing(IReadOnlyList<IReadOnlyDictionary<string, string>> workers) =>
        [.. KeysOf(workers).Where(key => Values(key, workers).Length > 1)];

    private static IEnumerable<string> KeysOf(IReadOnlyList<IReadOnlyDictionary<string, string>> workers) =>
        workers.SelectMany(worker => worker.Keys).Distinct(StringComparer.Ordinal);

    private static string[] Values(string key, IReadOnlyList<IReadOnlyDictionary<string, string>> workers)
    {
        string[] values = [.. workers.Select(worker => worker.GetValueOrDefault(key, None)).Distinct(StringComparer.Ordinal)];
        return key switch
        {
            // Two spellings of a model that are equal in the fingerprint.
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
