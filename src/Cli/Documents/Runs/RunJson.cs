using Persona.Bench.Cli.Documents.Formats.Json;
using Persona.Bench.Core;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>A run's results as JSON.</summary>
/// <param name="unitOf">The unit of a metric by its name; empty if it has none.</param>
internal sealed class RunJson(Func<string, string> unitOf)
{
    public string Write(RunReport report) => JsonText.Serialize(Document(report), RunJsonContext.Default.RunDocument);

    private RunDocument Document(RunReport report) => new()
    {
        RunId = report.RunId,
        Name = report.Spec.Name,
        State = SnakeCase.Format(report.State),
        Emulated = RunHeaderView.IsEmulated(report.Spec),
        Seed = report.Spec.Seed,
        PersonaVersion = report.Spec.PersonaVersion,
        GitCommit = report.Spec.GitCommit,
        GitDirty = report.Spec.GitDirty,
        CreatedAt = report.CreatedAt,
        StartedAt = report.StartedAt,
        ResumedAt = report.ResumedAt,
        FinishedAt = report.FinishedAt,
        TookS = RunTimes.From(report).Took?.TotalSeconds,
        Environments = report.Environments,
        Workers = [.. report.Workers.Select(worker => new MeasuringWorkerDocument(worker.WorkerId, worker.Fingerprint, worker.Measured, worker.Environment))],
        Series = [.. report.Series.Select(series => Document(report.Spec, series))],
    };

    private SeriesDocument Document(RunSpec spec, SeriesReport series) => new()
    {
        Workload = series.Workload,
        Provider = series.Provider,
        ProviderKind = spec.Providers.First(provider => provider.Name == series.Provider).Kind,
        Model = series.Model,
        Planned = series.Planned,
        Measured = series.Measured,
        Workers = series.Workers,
        Concurrency = spec.Workloads.First(workload => workload.Workload.Name == series.Workload).Workload.Concurrency,
        WarmUp = series.WarmUp is { } warmUp ? new WarmUpDocument(warmUp.Calls, warmUp.CostUsd) : null,
        Errors = series.Errors,
        ErrorExample = series.ErrorExample,
        Metrics = series.Metrics.ToDictionary(metric => metric.Metric, Document),
        Warnings = [.. series.Warnings.Select(warning => new WarningDocument(warning.Kind, warning.Message, warning.Remedy))],
    };

    private MetricDocument Document(MetricValue metric) => new(
        metric.Value, unitOf(metric.Metric), metric.Interval?.Lower, metric.Interval?.Upper, metric.Count, metric.Reason, MetricCatalog.IsMemory(metric.Metric));
}
