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
            yield return "the machines differ: measure both versions on the same one, or compare anyway with --allow-different-environment";
        }

        if (workloads.Any(workload => workload.Differences.Any(one => one.Weight == DifferenceWeight.Hard)))
        {
            yield return "the sides measured different things: capture the baseline again with the same workload, model and concurrency";
        }

        if (workloads.Any(workload => workload.Metrics.Any(metric => metric is { Gate: true, Status: MetricStatus.Missing })))
        {
            yield return "measure what is missing: persona benchmark run --workload NAME";
        }

        if (document.Verdict is Verdict.Failure or Verdict.Warning)
        {
            if (workloads.Any(workload => workload.Samples.Count > 0))
            {
                yield return "look at the samples: --format html --output comparison.html";
            }

            yield return "if the change is intended, make it the new baseline: persona benchmark capture";
        }

        if (workloads.Any(workload => workload.PointValuesOnly))
        {
            yield return "intervals need the samples of both sides; 'persona benchmark capture' writes them";
        }
    }

    /// <summary>How many more iterations would settle the inconclusive gates, and what they would take.</summary>
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
            + $", if the measured change is real{Expense(settlements)}: {command}";
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
