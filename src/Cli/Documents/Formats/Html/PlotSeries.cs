using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Cli.Documents.Formats.Html;

/// <summary>A sample to draw.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Class">How it is drawn: <c>baseline</c> or <c>current</c>.</param>
/// <param name="Values">In measurement order.</param>
/// <param name="Fences">Values beyond them are outliers; null if there are none.</param>
internal sealed record PlotSeries(string Name, string Class, IReadOnlyList<double> Values, (double Lower, double Upper)? Fences)
{
    public double Median { get; } = SampleMedian.FromSorted([.. Values.Order()]) ?? 0;

    /// <summary>A scale for all of them; null if there is nothing to draw.</summary>
    public static PlotScale? Scale(IEnumerable<PlotSeries> series, double from, double to)
    {
        var values = series.SelectMany(one => one.Values).Where(double.IsFinite).ToArray();
        return values.Length == 0 ? null : new PlotScale(values.Min(), values.Max(), from, to);
    }
}
