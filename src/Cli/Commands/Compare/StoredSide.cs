using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>Makes a side of a comparison from stored runs, as a capture would have written it.</summary>
internal sealed class StoredSide(IRunHistory history)
{
    /// <summary>One whole run.</summary>
    public async Task<NamedBaseline> OfRunAsync(Guid runId, CancellationToken cancellationToken)
    {
        var report = (await history.ReportAsync(runId, cancellationToken))!;
        var name = NameOf(report.RunId, report.Spec);
        var measurements = await history.MeasurementsAsync(runId, cancellationToken);
        return new NamedBaseline(name, BaselineCapture.Create(report, measurements, name, report.FinishedAt ?? report.CreatedAt));
    }

    /// <summary>Series of one or several runs; what is common to all comes from the newest.</summary>
    public async Task<NamedBaseline> OfSeriesAsync(IReadOnlyList<MeasuredSeries> series, CancellationToken cancellationToken)
    {
        var sides = new Dictionary<Guid, NamedBaseline>();
        foreach (var run in series.Select(one => one.Run).DistinctBy(run => run.RunId))
        {
            sides.Add(run.RunId, await OfRunAsync(run.RunId, cancellationToken));
        }

        var newest = sides[series.MaxBy(one => one.Run.CreatedAt)!.Run.RunId];
        var workloads = new OrderedDictionary<string, BaselineWorkload>(StringComparer.Ordinal);
        foreach (var one in series.DistinctBy(one => (one.Workload, one.Provider)))
        {
            workloads.Add(BaselineKey.Create(one.Workload, one.Provider), Find(sides[one.Run.RunId].Baseline, one));
        }

        var name = sides.Count == 1 ? newest.Name : $"{sides.Count} runs of {newest.Baseline.Version}";
        return new NamedBaseline(name, newest.Baseline with { Workloads = workloads });
    }

    /// <summary><c>run nightly</c>, or <c>run 01a2079f</c>.</summary>
    public static string NameOf(Guid runId, RunSpec spec) => $"run {spec.Name ?? runId.ToString("D")[..13]}";

    private static BaselineWorkload Find(Baseline side, MeasuredSeries series) =>
        side.Workloads.GetValueOrDefault(BaselineKey.Create(series.Workload, series.Provider)) ?? side.Workloads[series.Workload];
}
