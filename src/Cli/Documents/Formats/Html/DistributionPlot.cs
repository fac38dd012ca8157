using System.Text;
using Persona.Bench.Cli.Documents.Formats.Text;

namespace Persona.Bench.Cli.Documents.Formats.Html;

/// <summary>Overlaid histograms of the values, with the median of each sample.</summary>
internal static class DistributionPlot
{
    private const int FewestBins = 6;
    private const int MostBins = 40;

    /// <summary>Empty if there is nothing to draw.</summary>
    public static string Render(string caption, string unit, IReadOnlyList<PlotSeries> series)
    {
        if (PlotSeries.Scale(series, PlotFrame.Left, PlotFrame.Right) is not { } across)
        {
            return "";
        }

        var shares = series.Select(one => Shares(one.Values, across, Bins(series))).ToArray();
        var up = new PlotScale(0, shares.Max(one => one.Max()), PlotFrame.Bottom, PlotFrame.Top, linear: true);
        var svg = new StringBuilder();
        PlotFrame.Vertical(svg, up, "% of the values");
        PlotFrame.Horizontal(svg, across, PlotFrame.Label(unit, across));
        foreach (var (one, share) in series.Zip(shares))
        {
            svg.AppendLine($"<path class=\"area {one.Class}\" d=\"{Outline(share, across, up)}\"/>");
            svg.AppendLine($"<path class=\"middle {one.Class}\" d=\"M{HtmlText.Coordinate(across.At(one.Median))} {HtmlText.Coordinate(PlotFrame.Bottom)}V{HtmlText.Coordinate(PlotFrame.Top)}\"/>");
        }

        return PlotFrame.Render(caption, $"{caption}: {Legend(series, unit)}", svg.ToString());
    }

    /// <summary><c>v1.11.0: median 1250 ms of 100; …</c>.</summary>
    public static string Legend(IEnumerable<PlotSeries> series, string unit) =>
        string.Join("; ", series.Select(one => $"{one.Name}: median {Figures.Format(one.Median)} {unit} of {one.Values.Count}"));

    // Rice's rule: twice the cube root of the number of values.
    private static int Bins(IReadOnlyList<PlotSeries> series) =>
        Math.Clamp((int)Math.Ceiling(2 * Math.Cbrt(series.Max(one => one.Values.Count))), FewestBins, MostBins);

    private static double[] Shares(IReadOnlyList<double> values, PlotScale across, int bins)
    {
        var shares = new double[bins];
        foreach (var value in values)
        {
            shares[Math.Min(bins - 1, (int)(across.Share(value) * bins))] += 100.0 / values.Count;
        }

        return shares;
    }

    private static string Outline(double[] shares, PlotScale across, PlotScale up)
    {
        var path = new StringBuilder($"M{HtmlText.Coordinate(PlotFrame.Left)} {HtmlText.Coordinate(PlotFrame.Bottom)}");
        for (var bin = 0; bin < shares.Length; bin++)
        {
            var end = across.At(across.ValueAt((bin + 1.0) / shares.Length));
            path.Append($"V{HtmlText.Coordinate(up.At(shares[bin]))}H{HtmlText.Coordinate(end)}");
        }

        return path.Append($"V{HtmlText.Coordinate(PlotFrame.Bottom)}Z").ToString();
    }
}
