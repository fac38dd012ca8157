using System.Text;

namespace Persona.Bench.Cli.Documents.Formats.Html;

/// <summary>A change with its interval and its levels, all in percent (rates: percentage points).</summary>
/// <param name="Name">The metric.</param>
/// <param name="Class">The status, which sets the colour.</param>
/// <param name="Estimate">The estimated change.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
/// <param name="Warn">The warning level, negative if a fall is worse.</param>
/// <param name="Fail">The failure level, likewise.</param>
internal sealed record PlotChange(string Name, string Class, double Estimate, double Lower, double Upper, double Warn, double Fail);

/// <summary>Changes as intervals, one below the other, each with its levels.</summary>
internal static class ChangePlot
{
    private const double RowHeight = 26;
    private const double NameWidth = 230;
    // A wild estimate must not squeeze the others into a point.
    private const double Widest = 200;

    /// <summary>Empty if there is nothing to draw.</summary>
    public static string Render(string caption, IReadOnlyList<PlotChange> changes)
    {
        if (changes.Count == 0)
        {
            return "";
        }

        var ends = changes.SelectMany(one => new[] { one.Lower, one.Upper, one.Warn, one.Fail, 0 }).Select(end => Math.Clamp(end, -Widest, Widest)).ToArray();
        var bottom = (changes.Count * RowHeight) + 10;
        var across = new PlotScale(ends.Min(), ends.Max(), NameWidth, PlotFrame.Right - 6, linear: true);
        var svg = new StringBuilder();
        PlotFrame.Horizontal(svg, across, "change in percent; rates: in percentage points", bottom);
        svg.AppendLine($"<path class=\"zero\" d=\"M{HtmlText.Coordinate(across.At(0))} 4V{HtmlText.Coordinate(bottom)}\"/>");
        foreach (var (row, change) in changes.Index())
        {
            Draw(svg, change, across, 18 + (row * RowHeight));
        }

        return PlotFrame.Render(caption, caption, svg.ToString(), bottom + 36);
    }

    private static void Draw(StringBuilder svg, PlotChange change, PlotScale across, double y)
    {
        svg.AppendLine($"<text x=\"4\" y=\"{HtmlText.Coordinate(y + 4)}\">{HtmlText.Encode(change.Name)}</text>");
        Level(change.Warn, "level");
        Level(change.Fail, "level fail");
        svg.AppendLine($"<path class=\"range {change.Class}\" d=\"M{HtmlText.Coordinate(across.At(change.Lower))} {HtmlText.Coordinate(y)}H{HtmlText.Coordinate(across.At(change.Upper))}\"/>"
            + $"<circle class=\"point {change.Class}\" cx=\"{HtmlText.Coordinate(across.At(change.Estimate))}\" cy=\"{HtmlText.Coordinate(y)}\" r=\"4\"/>");

        void Level(double at, string name) =>
            svg.AppendLine($"<path class=\"{name}\" d=\"M{HtmlText.Coordinate(across.At(at))} {HtmlText.Coordinate(y - 8)}v16\"/>");
    }
}
