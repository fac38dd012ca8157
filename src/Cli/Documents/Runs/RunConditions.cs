using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>The providers of a run, its concurrency and its workers.</summary>
internal static class RunConditions
{
    private const int MostNames = 8;

    /// <summary>Labels and values, in order.</summary>
    public static IEnumerable<(string Label, string Value)> Lines(RunReport report)
    {
        yield return ("Provider", string.Join(", ", report.Spec.Providers.Select(Provider)));
        yield return ("Concurrency", Concurrency(report));
        if (report.Workers.Count > 0)
        {
            yield return ("Workers", Workers(report.Workers));
        }
    }

    /// <summary><c>fast (emulated, typical)</c>; the kind is not repeated.</summary>
    private static string Provider(RunProvider provider) =>
        provider.Kind == provider.Name || provider.Kind == provider.Model
            ? $"{provider.Name} ({provider.Model})"
            : $"{provider.Name} ({provider.Kind}, {provider.Model})";

    private static string Concurrency(RunReport report)
    {
        var concurrencies = report.Spec.Workloads.Select(one => one.Workload.Concurrency).Distinct().ToArray();
        var figures = concurrencies is [var same]
            ? $"{same}"
            : string.Join(", ", report.Spec.Workloads.Select(one => $"{one.Workload.Concurrency} of {one.Workload.Name}"));
        return report.Workers.Count > 1 ? $"{figures} on each worker" : figures;
    }

    private static string Workers(IReadOnlyList<MeasuringWorker> workers)
    {
        string[] names = [.. workers.Select(worker => worker.WorkerId).Distinct(StringComparer.Ordinal).Select(name => Printable.Line(name))];
        var more = names.Length > MostNames ? $" and {names.Length - MostNames} more" : "";
        return $"{names.Length} ({string.Join(", ", names.Take(MostNames))}{more})";
    }
}
