using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>Describes the samples of one side. The quantiles of one quantity share their description.</summary>
/// <param name="strata">Machine by machine, each in the order measured.</param>
/// <param name="all">All of them, in the order measured.</param>
internal sealed class SampleDescriptions(IReadOnlyList<IReadOnlyList<Observation>> strata, IReadOnlyList<Observation> all)
{
    private static readonly string[] Suffixes = ["_p50", "_p95", "_p99"];

    private readonly Dictionary<string, SampleDescription?> _known = new(StringComparer.Ordinal);

    /// <summary>Null where the metric is not a per-iteration quantity, or unknown for every iteration.</summary>
    public SampleDescription? Describe(MetricDefinition metric)
    {
        if (!metric.IsPerIteration)
        {
            return null;
        }

        var quantity = Quantity(metric.Name);
        if (!_known.TryGetValue(quantity, out var description))
        {
            description = Describe(metric.Value);
            _known.Add(quantity, description);
        }

        return description;
    }

    private static string Quantity(string metric) =>
        Suffixes.FirstOrDefault(suffix => metric.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix ? metric[..^suffix.Length] : metric;

    private SampleDescription? Describe(Func<Observation, CensoredValue?> of)
    {
        var values = all.Select(of).OfType<CensoredValue>().ToArray();
        if (values.Length == 0)
        {
            return null;
        }

        var parts = strata.Select(stratum => Part.Describe([.. stratum.Select(of).OfType<CensoredValue>().Select(v => v.Value)])).ToArray();
        var main = parts.MaxBy(part => part.Count) ?? Part.Describe([]);
        return new SampleDescription
        {
            InOrder = Array.ConvertAll(values, v => v.Value),
            Censored = values.Count(v => v.IsCensored),
            Outliers = parts.Sum(part => part.Outliers),
            OutlierFences = main.Fences,
            Modes = main.Modes,
            VarianceInflation = parts.Select(part => part.Inflation).DefaultIfEmpty(1).Max(),
        };
    }

    private sealed record Part(int Count, int Outliers, Interval? Fences, IReadOnlyList<double> Modes, double Inflation)
    {
        /// <summary>On the log scale if all values are positive.</summary>
        public static Part Describe(double[] inOrder)
        {
            if (inOrder.Length == 0)
            {
                return new Part(0, 0, null, [], 1);
            }

            var isPositive = Array.TrueForAll(inOrder, value => value > 0);
            var scaled = isPositive ? Array.ConvertAll(inOrder, Math.Log) : inOrder;
            double[] ascending = [.. scaled.Order()];
            var fences = OutlierFences.Compute(ascending);
            return new Part(
                inOrder.Length,
                fences is { } f ? scaled.Count(value => value < f.Lower || value > f.Upper) : 0,
                fences is { } g ? new Interval(Back(g.Lower), Back(g.Upper)) : null,
                [.. SampleModes.Find(ascending).Select(Back)],
                BatchMeans.VarianceInflation(scaled));

            double Back(double value) => isPositive ? Math.Exp(value) : value;
        }
    }
}
