using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Core.Baselines;

/// <summary>Turns a completed run into a baseline.</summary>
public static class BaselineCapture
{
    /// <param name="report">The run.</param>
    /// <param name="measurements">All its measurements, in the order measured.</param>
    /// <param name="name">The name of the baseline.</param>
    /// <param name="capturedAt">Time of the capture, UTC.</param>
    /// <exception cref="ArgumentException">The run has no measurement on a known machine.</exception>
    public static Baseline Create(RunReport report, IReadOnlyList<Measurement> measurements, string name, DateTimeOffset capturedAt) => new()
    {
        Schema = Baseline.CurrentSchema,
        Name = name,
        Version = report.Spec.PersonaVersion,
        CapturedAt = capturedAt,
        Environment = EnvironmentOf(report, measurements),
        Workloads = WorkloadsOf(report, measurements),
    };

    /// <summary>
    /// The machine that measured most, if there are several; the samples name the machine of each. Where its workers differ
    /// (a region, a probe, the kernel after an update), all their values are listed.
    /// </summary>
    private static IReadOnlyDictionary<string, string> EnvironmentOf(RunReport report, IReadOnlyList<Measurement> measurements)
    {
        // The machine of a lost worker may be unknown.
        var fingerprint = measurements.Select(measurement => measurement.Fingerprint).Where(report.Environments.ContainsKey)
            .CountBy(id => id).OrderByDescending(machine => machine.Value).Select(machine => machine.Key).FirstOrDefault()
            ?? throw new ArgumentException("a run without measurements cannot become a baseline", nameof(measurements));
        return MixedEntries.Merge(
        [
            .. report.Workers.Where(worker => worker.Fingerprint == fingerprint).Select(worker => worker.Environment)
                .OfType<EnvironmentFingerprint>().Select(environment => EntriesOf(report.Spec, fingerprint, environment)),
        ]);
    }

    private static IReadOnlyDictionary<string, string> EntriesOf(RunSpec spec, string fingerprint, EnvironmentFingerprint environment) =>
        EnvironmentEntries.Write(new RecordedEnvironment
        {
            Fingerprint = environment,
            FingerprintId = fingerprint,
            PersonaVersion = spec.PersonaVersion,
            GitCommit = spec.GitCommit,
            GitDirty = spec.GitDirty,
        });

    private static OrderedDictionary<string, BaselineWorkload> WorkloadsOf(RunReport report, IReadOnlyList<Measurement> measurements)
    {
        var bySeries = measurements.ToLookup(measurement => (measurement.Workload, measurement.Provider));
        var workloads = new OrderedDictionary<string, BaselineWorkload>(StringComparer.Ordinal);
        foreach (var series in report.Series)
        {
            var key = BaselineKey.Create(series.Workload, report.Spec.Providers.Count == 1 ? null : series.Provider);
            workloads.Add(key, WorkloadOf(report.Spec, series, [.. bySeries[(series.Workload, series.Provider)]]));
        }

        return workloads;
    }

    private static BaselineWorkload WorkloadOf(RunSpec spec, SeriesReport series, IReadOnlyList<Measurement> measurements)
    {
        var planned = spec.Workloads.Single(entry => entry.Workload.Name == series.Workload);
        var workload = planned.Workload;
        var provider = spec.Providers.Single(one => one.Name == series.Provider);
        return new BaselineWorkload
        {
            Description = workload.Description,
            Iterations = series.Measured,
            Metrics = series.Metrics.ToDictionary(metric => metric.Metric, metric => metric.Value),
            Provider = series.Provider,
            ProviderKind = provider.Kind,
            Model = series.Model,
            Concurrency = workload.Concurrency,
            Definition = WorkloadDefinition.HashOf(planned, provider.Request),
            Workers = series.Workers,
            Intervals = series.Metrics.Where(metric => metric.Interval is not null)
                .ToDictionary(metric => metric.Metric, metric => metric.Interval!.Value),
            Samples = SampleColumns.PerWorker(measurements),
        };
    }
}
