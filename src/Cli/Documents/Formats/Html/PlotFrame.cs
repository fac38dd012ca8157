using System.Text;

namespace Persona.Bench.Cli.Documents.Formats.Html;

/// <summary>What the plots have in common: size, axes, and a label for screen readers.</summary>
internal static class PlotFrame
{
    public const double Width = 560;
    public const double Height = 230;
    public const double Left = 58;
    public const double Right = Width - 14;
    public const double Top = 22;
    public const double Bottom = Height - 34;

    public static string Render(string caption, string description, string content, double height = Height) => $"""
        <figure>
        <figcaption>{HtmlText.Encode(caption)}</figcaption>
        <svg viewBox="0 0 {HtmlText.Coordinate(Width)} {HtmlText.Coordinate(height)}" role="img" aria-label="{HtmlText.Encode(description)}">
        {content.TrimEnd()}
        </svg>
        </figure>

        """;

    public static void Horizontal(StringBuilder svg, PlotScale scale, string label, double bottom = Bottom)
    {
        svg.AppendLine($"<path class=\"axis\" d=\"M{HtmlText.Coordinate(Left)} {HtmlText.Coordinate(bottom)}H{HtmlText.Coordinate(Right)}\"/>");
        foreach (var (value, text) in scale.Ticks())
        {
            var x = HtmlText.Coordinate(scale.At(value));
            svg.AppendLine($"<path class=\"axis\" d=\"M{x} {HtmlText.Coordinate(bottom)}v4\"/><text x=\"{x}\" y=\"{HtmlText.Coordinate(bottom + 16)}\" text-anchor=\"middle\">{text}</text>");
        }

        svg.AppendLine($"<text x=\"{HtmlText.Coordinate(Right)}\" y=\"{HtmlText.Coordinate(bottom + 30)}\" text-anchor=\"end\">{HtmlText.Encode(label)}</text>");
    }

    public static void Vertical(StringBuilder svg, PlotScale scale, string label)
    {
        foreach (var (value, text) in scale.Ticks())
        {
            var y = scale.At(value);
            svg.AppendLine($"<path class=\"axis\" d=\"M{HtmlText.Coordinate(Left)} {HtmlText.Coordinate(y)}H{HtmlText.Coordinate(Right)}\"/>"
                + $"<text x=\"{HtmlText.Coordinate(Left - 6)}\" y=\"{HtmlText.Coordinate(y + 4)}\" text-anchor=\"end\">{text}</text>");
        }

        svg.AppendLine($"<text x=\"4\" y=\"12\">{HtmlText.Encode(label)}</text>");
    }

    public static string Label(string text, PlotScale scale) => scale.IsLog ? $"{text}, logarithmic" : text;
}
