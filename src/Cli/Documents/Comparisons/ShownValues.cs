using System.Globalization;
using Persona.Bench.Cli.Documents.Formats.Text;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>Both values of a metric, with enough digits to show on which side of a level the change is.</summary>
internal sealed record ShownValues(string Baseline, string Current)
{
    private const int MostDigits = 12;

    public static ShownValues From(ComparedMetricDocument metric)
    {
        var digits = Figures.SignificantDigits;
        while (digits < MostDigits && ShowsOtherSide(metric, digits))
        {
            digits++;
        }

        return new ShownValues(MetricText.Value(metric.Baseline, metric.Unit, digits), MetricText.Value(metric.Current, metric.Unit, digits));
    }

    private static bool ShowsOtherSide(ComparedMetricDocument metric, int digits)
    {
        if (metric is not { ChangePercent: { } change, Baseline: { } baseline, Current: { } current })
        {
            return false;
        }

        var (from, to) = (Read(baseline, metric.Unit, digits), Read(current, metric.Unit, digits));
        var shown = Math.Round(MetricText.IsRate(metric.Unit) ? to - from : 100 * ((to / from) - 1), 9);
        return double.IsFinite(shown) && Changes.Levels(metric).Any(level => shown.CompareTo(level) != change.CompareTo(level));
    }

    private static double Read(double value, string unit, int digits) =>
        double.Parse(Figures.Format(MetricText.IsRate(unit) ? 100 * value : value, digits), CultureInfo.InvariantCulture);
}
