using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>One aggregated metric of a (run, workload, provider).</summary>
/// <param name="Metric">The metric's name in the catalog.</param>
/// <param name="Value">In the metric's unit; null if unknown.</param>
/// <param name="Interval">95% interval, in the same unit; null if the sample gives none.</param>
/// <param name="Count">Number of iterations behind the value.</param>
/// <param name="Reason">Why <paramref name="Value"/> is null; null when it is not.</param>
public sealed record MetricValue(string Metric, double? Value, Interval? Interval, int Count, string? Reason);
