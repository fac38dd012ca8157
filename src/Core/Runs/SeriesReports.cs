using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Runs;

/// <summary>Builds the report of each workload on each provider from the measurements of a run.</summary>
public static class SeriesReports
{
    /// <summary>One per workload and provider of <paramref name="spec"/>, in its order, even if nothing was measured yet.</summary>
    /// <param name="spec">The run's definition.</param>
    /// <param name="measurements">In the order measured.</param>
    public static IReadOnlyList<SeriesReport> Create(RunSpec spec, IReadOnlyList<Measurement> measurements)
    {
        var series = measurements.ToLookup(measurement => (measurement.Workload, measurement.Provider));
        return
        [
            .. spec.Workloads.SelectMany(workload => spec.Providers, (workload, provider) =>
                Create(workload, provider, [.. series[(workload.Workload.Name, provider.Name)]])),
        ];
    }

    private static SeriesReport Create(RunWorkload workload, RunProvider provider, IReadOnlyList<Measurement> measurements)
    {
        var errors = measurements.Where(measurement => measurement.Outcome != IterationOutcome.Succeeded)
            .GroupBy(measurement => measurement.ErrorKind is { } kind ? SnakeCase.Format(kind) : SnakeCase.Format(measurement.Outcome))
            .OrderByDescending(kind => kind.Count())
            .ToArray();
        return new SeriesReport
        {
            Workload = workload.Workload.Name,
            Provider = provider.Name,
            Model = provider.Model,
            Planned = workload.Workload.Iterations,
            Measured = measurements.Count,
            Errors = errors.ToDictionary(kind => kind.Key, kind => kind.Count()),
            ErrorExample = errors.FirstOrDefault()?.Select(measurement => measurement.ErrorDetail).FirstOrDefault(detail => detail is not null),
            Workers = measurements.Select(measurement => measurement.WorkerId).Distinct().Count(),
            Metrics = MetricAggregation.Aggregate(measurements),
            Warnings = SampleDiagnostics.Examine(measurements),
        };
    }
}
