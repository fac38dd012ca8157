using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>
/// Earlier sessions on the same machine, from which the spread between sessions is estimated. One version at a time: a slower
/// version is not spread between sessions.
/// </summary>
internal sealed class StoredSessions(IRunHistory history)
{
    private const int MostSessions = 50;

    /// <param name="versions">The versions of both sides; for each series the one with the most sessions counts.</param>
    /// <param name="like">A run of the current side: machine, work and model must be the same.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<IReadOnlyList<SessionHistory>> OfAsync(
        IEnumerable<string> versions, CompletedRun like, CancellationToken cancellationToken)
    {
        var machines = await history.MachinesAsync(like.RunId, cancellationToken);
        var histories = new List<SessionHistory>();
        foreach (var version in versions.Distinct(StringComparer.Ordinal))
        {
            histories.AddRange(await OfVersionAsync(version, like, machines, cancellationToken));
        }

        return [.. histories.GroupBy(one => (one.Workload, one.Provider, one.Metric)).Select(group => group.MaxBy(one => one.Values.Count)!)];
    }

    private async Task<IEnumerable<SessionHistory>> OfVersionAsync(
        string version, CompletedRun like, HashSet<string> machines, CancellationToken cancellationToken)
    {
        var metrics = new List<StoredMetric>();
        foreach (var run in await history.CompletedAsync(version, MostSessions, cancellationToken))
        {
            if (machines.SetEquals(await history.MachinesAsync(run.RunId, cancellationToken)))
            {
                metrics.AddRange((await history.MetricsAsync(run.RunId, cancellationToken)).Where(metric => IsAlike(run.Spec, like.Spec, metric)));
            }
        }

        return metrics.GroupBy(metric => (metric.Workload, metric.Provider, metric.Metric))
            .Select(group => new SessionHistory(group.Key.Workload, group.Key.Provider, group.Key.Metric, [.. group.Select(metric => metric.Value)]));
    }

    private static bool IsAlike(RunSpec spec, RunSpec like, StoredMetric metric) =>
        Provider(spec, metric) == Provider(like, metric) && Work(spec, metric) == Work(like, metric);

    private static RunProvider? Provider(RunSpec spec, StoredMetric metric) =>
        spec.Providers.FirstOrDefault(provider => provider.Name == metric.Provider);

    private static (string? Definition, int? Concurrency) Work(RunSpec spec, StoredMetric metric) =>
        spec.Workloads.FirstOrDefault(workload => workload.Workload.Name == metric.Workload) is { } found
            ? (WorkloadDefinition.HashOf(found), found.Workload.Concurrency)
            : (null, null);
}
