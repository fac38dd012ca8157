using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Execution.Planning;

/// <summary>Names the gates that need more iterations than planned, before these are measured and paid for.</summary>
internal static class GateNotice
{
    /// <summary>One line for each workload with too few iterations for some gate.</summary>
    public static IEnumerable<string> For(IReadOnlyList<RunWorkload> workloads, IReadOnlyList<string> gates)
    {
        MetricDefinition[] metrics = [.. gates.Select(MetricCatalog.Find).OfType<MetricDefinition>()];
        return
            from workload in workloads.Select(planned => planned.Workload)
            let open = metrics.Where(metric => GateFloor.Iterations(metric) > workload.Iterations).Select(metric => $"{metric.Name} (needs {GateFloor.Iterations(metric)})").ToArray()
            where open.Length > 0
            select $"{workload.Name}: {Figures.Count(workload.Iterations, "iteration", "iterations")} cannot gate {string.Join(", ", open)}";
    }
}
