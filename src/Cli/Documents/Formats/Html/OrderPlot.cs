using System.Text;

namespace Persona.Bench.Cli.Documents.Formats.Html;

/// <summary>The values in measurement order, which shows drift, warm-up and stalls.</summary>
internal static class OrderPlot
{
    /// <summary>Empty if there is nothing to draw.</summary>
    public static string Render(string caption, string unit, IReadOnlyList<PlotSeries> series)
    {
        if (PlotSeries.Scale(series, PlotFrame.Bottom, PlotFrame.Top) is not { } up)
        {
            return "";
        }

        var most = series.Max(one => one.Values.Count);
        var across = new PlotScale(1, Math.Max(2, most), PlotFrame.Left + 6, PlotFrame.Right - 6, linear: true);
        var svg = new StringBuilder();
        PlotFrame.Vertical(svg, up, PlotFrame.Label(unit, up));
        PlotFrame.Horizontal(svg, across, "measurement order");
        foreach (var one in series)
        {
            Fence(svg, one, up, one.Fences?.Lower);
            Fence(svg, one, up, one.Fences?.Upper);
            svg.AppendLine($"<path class=\"dots {one.Class}\" d=\"{Dots(one.Values, across, up)}\"/>");
        }

        return PlotFrame.Render(caption, caption, svg.ToString());
    }

    // A dot is a line of zero length, which keeps ten thousand of them small.
    private static string Dots(IReadOnlyList<double> values, PlotScale across, PlotScale up)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            path.Append($"M{HtmlText.Coordinate(across.At(i + 1))} {HtmlText.Coordinate(up.At(values[i]))}h0");
        }

        return path.ToString();
    }

    private static void Fence(StringBuilder svg, PlotSeries series, PlotScale up, double? value)
    {
        if (value is { } fence && up.Share(fence) is > 0 and < 1)
        {
            svg.AppendLine($"<path class=\"fence {series.Class}\" d=\"M{HtmlText.Coordinate(PlotFrame.Left)} {HtmlText.Coordinate(up.At(fence))}H{HtmlText.Coordinate(PlotFrame.Right)}\"/>");
        }
    }
}
