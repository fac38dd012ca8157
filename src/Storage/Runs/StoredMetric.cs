using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Storage.Runs;

/// <summary>An aggregated metric of a finished run, with its 95% interval where it has one.</summary>
public sealed record StoredMetric(string Workload, string Provider, string Metric, Estimate Value);
