using System.Globalization;
using System.Net;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Documents.Formats.Html;

/// <summary>Text of others, and numbers, as they may stand in HTML and SVG.</summary>
internal static class HtmlText
{
    private const int Longest = 4000;

    /// <summary>For elements and for quoted attributes.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(Printable.Line(text, Longest));

    /// <summary>A coordinate: a tenth of a pixel is more than the eye sees.</summary>
    public static string Encode(double coordinate) => (Math.Round(coordinate, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);
}
