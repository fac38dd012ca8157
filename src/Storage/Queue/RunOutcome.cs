using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Queue;

/// <summary>How a run ended, with its metrics.</summary>
public sealed record RunOutcome(RunState State, IReadOnlyList<SeriesMetrics> Series);

/// <summary>The metrics of one workload on one provider.</summary>
public sealed record SeriesMetrics(string Workload, string Provider, IReadOnlyList<MetricValue> Metrics);
