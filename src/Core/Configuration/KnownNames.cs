using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Configuration;

/// <summary>Names defined in code that configuration may refer to.</summary>
/// <param name="Workloads">Built-in workloads.</param>
/// <param name="Metrics">Metrics of the catalog.</param>
public sealed record KnownNames(IReadOnlyCollection<string> Workloads, IReadOnlyCollection<string> Metrics)
{
    public static KnownNames OfProduct { get; } =
        new([.. BuiltInWorkloads.All.Select(workload => workload.Name)], [.. MetricCatalog.All.Select(metric => metric.Name)]);
}
