namespace Persona.Bench.Core.Workloads;

/// <summary>The workloads that can be asked for by name.</summary>
public static class WorkloadCatalog
{
    /// <summary>
    /// The built-in workloads and the user's own, one of the same name in place of the built-in, with the configured numbers of
    /// iterations; built-in ones first.
    /// </summary>
    /// <param name="own">Workloads of <c>benchmarks.workloads</c>; the last of a name counts.</param>
    /// <param name="iterations">Workload name to number of iterations, <c>benchmarks.iterations</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="iterations"/> names a workload that does not exist, or a number below 1.</exception>
    public static IReadOnlyDictionary<string, Workload> Create(IEnumerable<Workload> own, IReadOnlyDictionary<string, int> iterations)
    {
        var catalog = new OrderedDictionary<string, Workload>(StringComparer.Ordinal);
        foreach (var workload in BuiltInWorkloads.All.Concat(own))
            catalog[workload.Name] = workload;

        foreach (var (name, count) in iterations)
        {
            if (!catalog.TryGetValue(name, out var workload))
                throw new ArgumentException(Unknown(name, catalog.Keys), nameof(iterations));
            if (count < 1)
                throw new ArgumentException($"iterations of the workload '{name}' is {count}, but at least 1 is needed", nameof(iterations));
            catalog[name] = workload with { Iterations = count };
        }

        return catalog;
    }

    private static string Unknown(string name, IEnumerable<string> known) =>
        $"iterations names the workload '{name}', which does not exist (there are: {string.Join(", ", known)})";
}
