namespace Persona.Bench.Core.Workloads;

/// <summary>The workloads that can be requested by name.</summary>
public static class WorkloadCatalog
{
    /// <summary>
    /// The built-in workloads, then the user's own, with the configured numbers of iterations. A user's workload replaces a
    /// built-in one of the same name.
    /// </summary>
    /// <param name="own">Workloads of <c>benchmarks.workloads</c>; the last one with a name wins.</param>
    /// <param name="iterations">Workload name to number of iterations, <c>benchmarks.iterations</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="iterations"/> names an unknown workload, or a number below 1.</exception>
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
                throw new ArgumentException($"iterations of the workload '{name}' is {count}; it must be at least 1", nameof(iterations));
            catalog[name] = workload with { Iterations = count };
        }

        return catalog;
    }

    private static string Unknown(string name, IEnumerable<string> known) =>
        $"iterations names an unknown workload '{name}' (known: {string.Join(", ", known)})";
}
