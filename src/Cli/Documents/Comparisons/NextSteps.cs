using System.Globalization;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>What a reader can do about a verdict.</summary>
internal static class NextSteps
{
    public static IReadOnlyList<string> For(ComparisonDocument document) =>
    [
        .. document.Baselines.SelectMany(baseline => baseline.Workloads
            .Select(workload => Settle(workload, document.Baselines.Count > 1 ? $" against {baseline.Name}" : "")).OfType<string>()),
        .. General(document),
    ];

    private static IEnumerable<string> General(ComparisonDocument document)
    {
        var workloads = document.Baselines.SelectMany(baseline => baseline.Workloads).ToArray();
        if (document.Baselines.Any(baseline => baseline.EnvironmentDiff.Any(one => one.Weight == DifferenceWeight.Hard)
            && baseline.Comparability == ComparabilityLevel.NotComparable))
        {
            yield return "the machines differ: measure both versions on the same one, or compare all the same with --allow-different-environment";
        }

        if (workloads.Any(workload => workload.Differences.Any(one => one.Weight == DifferenceWeight.Hard)))
        {
            yield return "what was measured differs: capture the baseline anew, with the same workload, model and concurrency";
        }

        if (workloads.Any(workload => workload.Metrics.Any(metric => metric is { Gate: true, Status: MetricStatus.Missing })))
        {
            yield return "what is missing must be measured: persona benchmark run --workload NAME";
        }

        if (document.Verdict is Verdict.Failure or Verdict.Warning)
        {
            if (workloads.Any(workload => workload.Samples.Count > 0))
            {
                yield return "look at the samples: --format html --output comparison.html";
            }

            yield return "when the change is meant, make it the baseline: persona benchmark capture";
        }

        if (workloads.Any(workload => workload.PointValuesOnly))
        {
            yield return "for intervals both sides need their samples: persona benchmark capture writes them";
        }
    }

    /// <summary>How many more iterations would settle what is inconclusive, and what they take.</summary>
    private static string? Settle(ComparedWorkloadDocument workload, string against)
    {
        var open = workload.Metrics.Where(metric => metric.SampleSizeEstimate is not null).ToArray();
        if (open.Length == 0)
        {
            return null;
        }

        var settlements = open.Select(metric => metric.SampleSizeEstimate!).ToArray();
        var current = settlements.Max(one => one.MoreCurrentIterations);
        var baseline = settlements.Max(one => one.MoreBaselineIterations);
        var iterations = baseline == 0
            ? Figures.Count(current, "more iteration", "more iterations")
            : $"{Figures.Count(current, "more iteration", "more iterations")}, and {baseline} more of the baseline,";
        var command = $"persona benchmark run --workload {workload.Workload}{Provider(workload)} --iterations {Total(workload.CurrentIterations, current)}";
        return $"about {iterations} would settle {string.Join(", ", open.Select(metric => metric.Metric))} of {Headline.Series(workload)}{against}"
            + $", if the change is what it looks like{Expense(settlements)}: {command}";
    }

    private static long Total(int? measured, int more) => (measured ?? 0) + (long)more;

    private static string Provider(ComparedWorkloadDocument workload) => workload.Provider is { } provider ? $" --provider {provider}" : "";

    private static string Expense(IReadOnlyList<SampleSizeEstimateDocument> settlements)
    {
        string?[] parts =
        [
            settlements.Max(one => one.Seconds) is { } seconds ? Duration(seconds) : null,
            settlements.Max(one => one.CostUsd) is { } dollars ? Cost(dollars) : null,
        ];
        var known = parts.OfType<string>().ToArray();
        return known.Length == 0 ? "" : $" ({string.Join(", ", known)})";
    }

    private static string Duration(double seconds) =>
        Figures.Format(TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.FromDays(36_500).TotalSeconds)));

    private static string Cost(double dollars) => dollars is > 0 and < 0.01 ? "less than 0.01 USD" : $"{dollars.ToString("F2", CultureInfo.InvariantCulture)} USD";
}
