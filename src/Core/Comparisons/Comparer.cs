using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>Compares the current performance with baselines; see docs/statistics.md for the rules and their error rates.</summary>
public static class Comparer
{
    /// <summary>Missing data never throws: what cannot be computed or decided is null or inconclusive, with a reason.</summary>
    /// <exception cref="ArgumentException">No baseline, no gate, or a gate or guard that is not in the catalog of metrics.</exception>
    public static Comparison Compare(ComparisonRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Validate(request);
        BaselineComparison[] baselines = [.. request.Baselines.Select(baseline => BaselineComparer.Compare(request, baseline))];
        return new Comparison
        {
            Verdict = Severity.Worst(baselines.Select(baseline => baseline.Verdict)),
            Current = BaselineComparer.Side(request.Current),
            Rule = request.Rule,
            Outliers = request.Outliers,
            Baselines = baselines,
        };
    }

    private static void Validate(ComparisonRequest request)
    {
        if (request.Baselines.Count == 0)
        {
            throw new ArgumentException("there is no baseline to compare with", nameof(request));
        }

        if (request.Gates.Count == 0)
        {
            throw new ArgumentException("there is no metric to decide by", nameof(request));
        }

        if (request.Gates.Concat(request.Guards.Keys).FirstOrDefault(metric => MetricCatalog.Find(metric) is null) is { } unknown)
        {
            throw new ArgumentException($"{unknown} is not a metric", nameof(request));
        }
    }
}
