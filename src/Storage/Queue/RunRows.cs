using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Queue;

/// <summary>Builds the rows of a run.</summary>
internal static class RunRows
{
    public static RunRow From(PlannedRun run, DateTimeOffset now)
    {
        var spec = JsonSerializer.Serialize(run.Spec, StorageJson.Default.RunSpec);
        return new RunRow
        {
            Id = run.RunId,
            Name = run.Spec.Name,
            Spec = spec,
            SpecHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spec))),
            State = RunState.Planned,
            PersonaVersion = run.Spec.PersonaVersion,
            GitCommit = run.Spec.GitCommit,
            CreatedAt = now,
            RequestedBy = run.RequestedBy,
        };
    }

    public static WorkItemRow From(Guid runId, PlannedItem item) => new()
    {
        Id = Guid.CreateVersion7(),
        RunId = runId,
        Workload = item.Workload,
        Provider = item.Provider,
        Iteration = item.Iteration,
        Block = item.Block,
        Position = item.Position,
    };

    public static IEnumerable<RunMetricRow> From(Guid runId, SeriesMetrics series) =>
        series.Metrics.Select(metric => new RunMetricRow
        {
            RunId = runId,
            Workload = series.Workload,
            Provider = series.Provider,
            Metric = metric.Metric,
            Value = metric.Value,
            Lower = metric.Interval?.Lower,
            Upper = metric.Interval?.Upper,
            N = metric.Count,
        });
}
